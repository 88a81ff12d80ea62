"""Send what changed: one digest a run, through apprise, and nothing when nothing changed."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from linkscan.errors import SettingsError, needs
from linkscan.plurals import counted

if TYPE_CHECKING:
    from linkscan.reports.report import Report

VARIABLE = "APPRISE_URLS"
"""Where apprise's own command looks for addresses too."""
LINES = 25
"""Changes that a digest names; chats cut what is longer than some thousand letters."""


class Notifier(Protocol):
    """Who passes a digest on."""

    def notify(self, title: str, body: str) -> bool:
        """Send it, and return whether it reached everyone."""


class NullNotifier:
    """The notifier for no recipient."""

    def notify(self, title: str, body: str) -> bool:
        """Return True: nothing is sent."""
        return True


class _Apprise:
    def __init__(self, urls: Sequence[str]) -> None:
        try:
            import apprise  # an extra, and slow to load: it knows a hundred services
        except ImportError:
            raise SettingsError(needs("--notify", "apprise")) from None
        self._text = apprise.NotifyFormat.TEXT
        self._services = apprise.Apprise()
        for number, url in enumerate(urls, 1):
            if not self._services.add(url):  # the address may hold a password, and is not repeated
                raise SettingsError(f"--notify: address {number} is none that apprise knows")

    def notify(self, title: str, body: str) -> bool:
        return bool(self._services.notify(title=title, body=body, body_format=self._text))


def open_notifier(urls: Sequence[str]) -> Notifier:
    """Make ready to tell `urls`, addresses in apprise's words: https://appriseit.com/.

    Raises:
        SettingsError: apprise is not installed, or does not know an address.
    """
    return _Apprise(urls) if urls else NullNotifier()


def digest(report: "Report") -> tuple[str, str]:
    """Return what changed as a title and a text."""
    from linkscan.reports.terminal import change_line

    count = len(report.changes)
    lines = [change_line(change) for change in report.changes[:LINES]]
    if count > LINES:
        lines.append(f"and {count - LINES} more, in the report")
    return f"linkscan: {counted(count, 'change')}", _addressed_to_nobody("\n".join(lines))


def _addressed_to_nobody(text: str) -> str:
    """Return a text in which no chat finds a mention: `@everyone`, Slack's `<!channel>`. Addresses stay as they are."""
    return re.sub(r"(?<![\w/])@(?=\w)|<(?=[!@#])", "\\g<0>\u200b", text)
