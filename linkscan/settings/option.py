"""The declaration of a setting, including its help text."""

from collections.abc import Callable, Mapping
from dataclasses import Field, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple


class HelpSection(StrEnum):
    """The section of the help in which an option is listed."""

    READ = "What is read"
    WRITTEN = "What is written"
    ASKED = "What is requested"
    HOW = "How it is requested"
    SELDOM = "What is rarely needed"

    @property
    def is_of_every_day(self) -> bool:
        """Return whether `--help` describes the options of this section rather than leaving that to `--help-all`."""
        return self not in (HelpSection.HOW, HelpSection.SELDOM)


class Authority(StrEnum):
    """Who may set a setting.

    The working folder may be a stranger's. Its files may set what concerns its papers, but nothing that concerns
    safety, the network, credentials, other folders, or messages to others.
    """

    PROJECT = "project"  # linkscan.toml and pyproject.toml of the working folder, and all sources listed below
    PERSON = "person"  # flags, environment, --config, and the file in the user's own configuration folder


class Option(NamedTuple):
    """How one setting is given and described; the metadata of its field."""

    about: str
    section: HelpSection | None = None
    flag: str | None = None  # None: only in files and in the environment
    metavar: str | None = None
    shown: str | None = None  # the default in words, if its value is not clear enough
    authority: Authority = Authority.PROJECT
    most: float | None = None  # the maximum in a file of the working folder
    read: Callable[[object], object] | None = None  # converts what people write to the type of the setting
    check: Callable[[Any], object] | None = None  # raises ValueError
    limits: Mapping[str, object] = MappingProxyType({})  # keyword arguments of `pydantic.Field`
    words: str | None = None  # the list of allowed words, as `module:name`
    is_folder: bool = False
    is_pattern: bool = False
    is_secret: bool = False  # shown as dots
    is_of_scan: bool = False  # only for `linkscan scan`


def option(default: object, about: str, **details: Any) -> Any:
    """Return a dataclass field with its `Option`, whose attributes `details` are."""
    limits: dict[str, object] = {name: details.pop(name) for name in ("ge", "gt", "le", "pattern") if name in details}
    metadata = {"option": Option(about, **details, limits=limits)}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


def option_of(setting: "Field[Any]") -> Option:
    """Return the `Option` of a field of `Settings`."""
    found: Option = setting.metadata["option"]
    return found
