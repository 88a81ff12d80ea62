"""The single definition of each setting: type, default, limits, flag, help text and section, and who may set it.

The options of the command line, the settings file, `linkscan config` and the documentation are generated from these
fields. `configuration.py` defines where values come from and which take precedence. `--help` imports this module, so it
imports nothing heavy; pydantic validates the values when settings are created.
"""

import os
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Literal, Self

from linkscan import __version__
from linkscan.settings.credentials import tokens_in
from linkscan.settings.option import Authority, HelpSection, option
from linkscan.settings.types import Credentials, Folder, PathOrNone, Seconds, SecondsOrNone, Words, frozen
from linkscan.settings.validation import check_no_password, check_path, check_patterns, is_valid, model_of
from linkscan.settings.values import seconds, several, words


def _credentials(value: object) -> object:
    return {host: several(given) for host, given in value.items()} if isinstance(value, Mapping) else value


def _engine(value: object) -> object:
    """Return the name of the engine; "here" is the former name of "local"."""
    return "local" if value == "here" else value


@frozen(kw_only=True)
class Settings:
    """The settings of a run. They are frozen, as a run never changes its own rules.

    Times are seconds, texts such as "20s" and "7d", or `timedelta`; a list of one pattern may be given as the pattern.
    `tokens` default to those in the environment (GITHUB_TOKEN and the like). `Settings.load()` reads all sources that
    the command line reads, including files. Raises pydantic's ValidationError, a ValueError, for an invalid value.

    >>> Settings(timeout=5, exclude=("example",)).timeout
    5.0
    >>> Settings(max_age="7d").max_age
    604800.0
    """

    cache: Folder = option(
        Path("cache"),
        "folder of the response cache; may be deleted at any time",
        section=HelpSection.HOW,
        flag="--cache",
        check=check_path,
        is_folder=True,
    )
    reports: Folder = option(
        Path("reports"),
        "folder in which each run gets a folder of its own",
        section=HelpSection.WRITTEN,
        flag="--reports",
        check=check_path,
        is_folder=True,
        is_of_scan=True,
    )
    keep: Words = option(
        (),
        "columns of the input to keep in the reports, by name, such as track,authors; or all",
        section=HelpSection.READ,
        flag="--keep",
        metavar="LIST",
        read=words,
        is_of_scan=True,
    )

    limit: int = option(
        10_000,
        "maximum number of papers from one service",
        section=HelpSection.READ,
        flag="--limit",
        ge=1,
        le=1_000_000,
        is_of_scan=True,
        most=100_000,
    )
    watch: Literal["open", "off"] | None = option(
        None,
        "papers of earlier runs to look at again: those with an open promise, or none",
        section=HelpSection.READ,
        flag="--watch",
        shown="open for papers from a service, else off",
        is_of_scan=True,
    )

    concurrency: int = option(
        64,
        "requests in flight across all hosts",
        section=HelpSection.HOW,
        flag="--concurrency",
        ge=1,
        le=4096,
        most=256,
    )
    per_host: int = option(
        8,
        "requests in flight to one host",
        section=HelpSection.HOW,
        flag="--per-host",
        ge=1,
        le=1024,
        most=32,
    )
    timeout: Seconds = option(
        20.0,
        "time one request may take, body included",
        section=HelpSection.HOW,
        flag="--timeout",
        shown="20s",
        read=seconds,
        gt=0,
        le=600,
        most=120,
    )
    retries: int = option(
        3,
        "further attempts after a temporary failure",
        section=HelpSection.HOW,
        flag="--retries",
        ge=0,
        le=20,
        most=10,
    )
    max_wait: Seconds = option(
        90.0,
        "longest wait that a host may ask for",
        shown="90s",
        read=seconds,
        ge=0,
        le=86400,
        most=600,
    )
    max_bytes: int = option(
        1 << 25,  # enough for a response about a hundred repositories; pages have their own cap of 1 MiB
        "maximum number of bytes read from one response body",
        ge=1024,
        le=1 << 28,
        most=1 << 26,
    )
    max_redirects: int = option(
        10,
        "redirects followed for one address",
        ge=0,
        le=50,
        most=20,
    )

    max_age: SecondsOrNone = option(
        None,
        "how long a settled response stays fresh",
        section=HelpSection.HOW,
        flag="--max-age",
        shown="1 to 7 days, by kind",
        read=seconds,
        ge=0,
    )
    refresh: bool = option(
        False, "request again what the cache already holds", section=HelpSection.HOW, flag="--refresh"
    )
    offline: bool = option(False, "use no network, only the cache", section=HelpSection.HOW, flag="--offline")
    allow_private: bool = option(
        False,
        "also request private, loopback and link-local addresses",
        section=HelpSection.SELDOM,
        flag="--allow-private",
        authority=Authority.PERSON,
    )
    archives: bool = option(
        True,
        "look for archived copies of what is gone",
        section=HelpSection.ASKED,
        flag="--no-archives",
        is_of_scan=True,
    )
    archive: bool = option(
        False,
        "ask Software Heritage to save repositories that are present and not archived; its copies are reported",
        section=HelpSection.SELDOM,
        flag="--archive",
        authority=Authority.PERSON,
        is_of_scan=True,
    )
    discover: bool = option(
        False,
        "ask arXiv and Hugging Face for repositories of papers that give no address",
        section=HelpSection.ASKED,
        flag="--discover",
        is_of_scan=True,
    )

    fulltext: bool = option(
        False,
        "read the text of arXiv papers that give no address: footnotes, code availability",
        section=HelpSection.ASKED,
        flag="--fulltext",
        is_of_scan=True,
    )

    engine: Literal["local", "dask"] = option(
        "local",
        "where texts and pages are parsed: this machine, or a dask cluster",
        section=HelpSection.HOW,
        read=_engine,
        flag="--engine",
        authority=Authority.PERSON,
        is_of_scan=True,
    )
    processes: int | None = option(
        None,
        "maximum number of worker processes on this machine",
        shown="one per core",
        authority=Authority.PERSON,
        ge=1,
        le=1024,
    )
    scheduler: str | None = option(
        None,
        "address of the dask scheduler",
        section=HelpSection.HOW,
        flag="--scheduler",
        metavar="ADDRESS",
        shown="a cluster of this machine's cores",
        authority=Authority.PERSON,
        is_of_scan=True,
    )

    budget_requests: int | None = option(
        None, "stop after this many requests; the next run resumes", section=HelpSection.HOW, ge=1, is_of_scan=True
    )
    budget_time: SecondsOrNone = option(
        None, "stop after this time; the next run resumes", section=HelpSection.HOW, read=seconds, gt=0, is_of_scan=True
    )
    grace: Seconds = option(
        90 * 86400.0,
        "how long a promise may be open before it is overdue",
        section=HelpSection.WRITTEN,
        flag="--grace",
        shown="90d",
        read=seconds,
        ge=0,
        le=36525 * 86400.0,
        is_of_scan=True,
    )

    include: Words = option(
        (),
        "request only addresses that match",
        section=HelpSection.SELDOM,
        flag="--include",
        metavar="REGEX",
        read=several,
        check=check_patterns,
        is_pattern=True,
    )
    exclude: Words = option(
        (),
        "never request addresses that match",
        section=HelpSection.ASKED,
        flag="--exclude",
        metavar="REGEX",
        read=several,
        check=check_patterns,
        is_pattern=True,
    )
    remap: Mapping[str, str] = option(
        dict,
        "replace the start of addresses",
        section=HelpSection.SELDOM,
        flag="--remap",
        metavar="OLD=NEW",
        check=check_no_password,
        authority=Authority.PERSON,
    )
    resolve: Mapping[str, str] = option(
        dict,
        "host (or *) = ip:port to connect to instead, as with curl; trusted",
        authority=Authority.PERSON,
    )
    overrides: PathOrNone = option(
        None,
        "file with your corrections, each with a reason",
        section=HelpSection.WRITTEN,
        flag="--overrides",
        metavar="FILE.toml",
        authority=Authority.PERSON,
        check=check_path,
        is_of_scan=True,
    )
    user_agent: str = option(
        f"linkscan/{__version__} (+https://github.com/linkscan/linkscan)",
        "how linkscan introduces itself",
        authority=Authority.PERSON,
        pattern=r"^[ -~]+\z",  # printable ASCII, as a header allows
    )
    tokens: Credentials = option(
        lambda: tokens_in(os.environ),
        "credentials by API host, one or several; sent to that host and nowhere else",
        shown="from the environment",
        authority=Authority.PERSON,
        read=_credentials,
        is_secret=True,
    )

    def __post_init__(self) -> None:
        """Validate the values that need it, and replace them with what validation returns."""
        values = {setting: getattr(self, setting.name) for setting in fields(self)}
        given = {setting.name: value for setting, value in values.items() if not is_valid(setting, value)}
        if not given:
            return
        model = model_of(type(self), frozenset(given))  # type: ignore[arg-type] # mypy takes the hash of instances
        valid = model.model_validate(given)
        for name in given:
            object.__setattr__(self, name, getattr(valid, name))

    @classmethod
    def load(cls, folder: Path | str = ".", **given: object) -> "Settings":
        """Return the settings of `folder` and the environment, as the command line does; `given` takes precedence.

        Raises:
            SettingsError: A setting is unknown or invalid; the message names its source, and what is allowed.

        >>> Settings.load(timeout="5s").timeout
        5.0
        """
        from linkscan.settings.configuration import configure  # noqa: PLC0415 - it reads the fields of this class

        return configure(given, Path(folder)).settings

    def replace(self, **changes: Any) -> Self:
        """Return these settings with some of them changed.

        >>> Settings().replace(retries=0).retries
        0
        """
        return replace(self, **changes)

    def has_token(self, host: str) -> bool:
        """Return whether requests to `host` will carry a credential."""
        return host in self.tokens
