"""Sending a digest of the changes of a run through apprise."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from linkscan.errors import SettingsError, needs
from linkscan.plurals import counted

if TYPE_CHECKING:
    from linkscan.reports.report import Report

VARIABLE = "APPRISE_URLS"
"""The variable in which apprise's own command looks for addresses, too."""
LINES = 25
"""Changes listed in a digest; chat services truncate messages after some thousand characters."""


class Notifier(Protocol):
    """Sends a digest."""

    def notify(self, title: str, body: str) -> bool:
        """Send a message, and return whether it reached all recipients."""


class NullNotifier:
    """The notifier without recipients."""

    def notify(self, title: str, body: str) -> bool:
        """Return True without sending anything."""
        return True


class _Apprise:
    def __init__(self, urls: Sequence[str]) -> None:
        try:
            import apprise  # an extra, and slow to import: it supports a hundred services
        except ImportError:
            raise SettingsError(needs("--notify", "apprise")) from None
        self._text = apprise.NotifyFormat.TEXT
        self._services = apprise.Apprise()
        for number, url in enumerate(urls, 1):
            if not self._services.add(url):  # the address may contain a password, so it is not shown
                raise SettingsError(f"--notify: address {number} is not one that apprise supports")

    def notify(self, title: str, body: str) -> bool:
        return bool(self._services.notify(title=title, body=body, body_format=self._text))


def open_notifier(urls: Sequence[str]) -> Notifier:
    """Return a notifier for `urls` in the syntax of apprise: https://appriseit.com/.

    Raises:
        SettingsError: apprise is not installed, or does not support an address.
    """
    return _Apprise(urls) if urls else NullNotifier()


def digest(report: "Report") -> tuple[str, str]:
    """Return the changes of a report as the title and body of a message."""
    from linkscan.reports.terminal import change_line

    count = len(report.changes)
    lines = [change_line(change) for change in report.changes[:LINES]]
    if count > LINES:
        lines.append(f"and {count - LINES} more, in the report")
    return f"linkscan: {counted(count, 'change')}", _without_mentions("\n".join(lines))


def _without_mentions(text: str) -> str:
    """Return a text without mentions of chat services, such as `@everyone` or Slack's `<!channel>`; URLs are kept."""
    return re.sub(r"(?<![\w/])@(?=\w)|<(?=[!@#])", "\\g<0>\u200b", text)
