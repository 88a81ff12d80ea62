"""The settings that only `linkscan scan` has, beside those of every run."""

from typing import Literal

from linkscan.settings.fields import Settings
from linkscan.settings.option import Authority, HelpSection, option
from linkscan.settings.types import Words, frozen
from linkscan.settings.values import day, several, words


@frozen(kw_only=True)
class CommandSettings(Settings):
    """Further settings of `linkscan scan`: what to write, whom to notify, when to fail."""

    formats: Words = option(
        ("json", "csv", "markdown", "html"),
        "formats to write, such as csv,xlsx",
        section=HelpSection.WRITTEN,
        flag="--formats",
        metavar="LIST",
        read=words,
        words="linkscan.reports.writer:FORMATS",
        is_of_scan=True,
    )
    fail_on: Words = option(
        (),
        "exit with 1 if any of these is found, such as missing,gone",
        section=HelpSection.WRITTEN,
        flag="--fail-on",
        metavar="LIST",
        read=words,
        words="linkscan.settings.choices:FAILURES",
        is_of_scan=True,
    )
    only: Literal["changed"] | None = option(
        None, "list only what changed since the last run", section=HelpSection.WRITTEN, flag="--only", is_of_scan=True
    )
    since: str | None = option(
        None,
        "only papers published since a date or age, such as 2026-06-01, 2026 or 365d",
        section=HelpSection.READ,
        flag="--since",
        read=day,
        metavar="DATE|AGE",
        is_of_scan=True,
    )
    notify: Words = option(
        (),
        "send a notification of changes, by mail or chat, to an apprise address",
        section=HelpSection.WRITTEN,
        flag="--notify",
        metavar="URL",
        is_secret=True,
        authority=Authority.PERSON,
        read=several,
        is_of_scan=True,
    )

    name: str | None = option(
        None,
        "name of the folder of this run's reports",
        section=HelpSection.WRITTEN,
        flag="--name",
        metavar="NAME",
        shown="the time in UTC",
        is_of_scan=True,
    )
