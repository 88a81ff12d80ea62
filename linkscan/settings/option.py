"""One setting: how it is declared, and what help says of it."""

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field
from enum import StrEnum
from typing import Any


class HelpSection(StrEnum):
    """Where the help lists an option."""

    READ = "What is read"
    WRITTEN = "What is written"
    ASKED = "What is requested"
    HOW = "How it is requested"
    SELDOM = "What is seldom needed"

    @property
    def is_of_every_day(self) -> bool:
        """Return whether `--help` explains its options; of the others it says the names, and `--help-all` the rest."""
        return self not in (HelpSection.HOW, HelpSection.SELDOM)


class Authority(StrEnum):
    """Who may say a setting.

    A folder that one merely works in may be a stranger's: its files say what concerns its papers, and nothing that
    concerns safety, network, credentials, other folders, or what others are told.
    """

    PROJECT = "project"  # linkscan.toml and pyproject.toml of the folder, and whoever is named below
    PERSON = "person"  # flags, environment, --config, and the file in the user's own configuration folder


@dataclass(frozen=True, slots=True)
class Option:
    """How one setting is said and explained; the metadata of its field."""

    about: str
    section: HelpSection | None = None
    flag: str | None = None  # None: only in files and in the environment
    metavar: str | None = None
    shown: str | None = None  # the default in words, where its value does not say it
    authority: Authority = Authority.PROJECT
    most: float | None = None  # that a file of the folder may say
    read: Callable[[object], object] | None = None  # from what people write to what the type wants
    check: Callable[[Any], object] | None = None  # raises ValueError
    limits: Mapping[str, object] = field(default_factory=dict)  # as `pydantic.Field` names them
    words: str | None = None  # the list whose words are allowed, as `module:name`
    is_folder: bool = False
    is_pattern: bool = False
    is_secret: bool = False  # shown as dots
    is_of_scan: bool = False  # of no other command


def option(default: object, about: str, **details: Any) -> Any:
    """Return a field of settings; see `Option`."""
    limits: dict[str, object] = {name: details.pop(name) for name in ("ge", "gt", "le", "pattern") if name in details}
    metadata = {"option": Option(about, **details, limits=limits)}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


def option_of(setting: "Field[Any]") -> Option:
    """Return how a field of `Settings` is said."""
    found: Option = setting.metadata["option"]
    return found
