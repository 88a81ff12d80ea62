"""Make strangers' text harmless: nothing in it moves the cursor, misleads the eye or becomes markup. Pure."""

import re
from urllib.parse import quote

from linkscan.patterns import lazy_pattern

_SPACE = lazy_pattern(r"[\s\x1c-\x1f\x85\u2028\u2029]+")

# Controls; marks that reverse the reading order (Unicode TR 36, section 2.10.1: "Bidirectional Text
# Spoofing"); lone surrogates, which no UTF-8 file can hold, and noncharacters, which no XML file can;
# interlinear and tag characters, which hide text.
_UNSEEN = lazy_pattern(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)

_MARKUP = lazy_pattern(r"([\\`*_\[\]|~$^])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

# What renderers turn into a link, even where Markdown's own signs are escaped
# (https://github.github.com/gfm/#autolinks-extension-): as code it is none, and can be copied from page and file alike.
_ADDRESS = lazy_pattern(
    r"(?:(?:https?|ftp)://|\bwww\.)[\w!#$%&'()*+,./:;=?@\[\]~^{}\\-]*[\w/=#&%+~-]",
    re.IGNORECASE,
)

# What GitHub turns into a link or a message to somebody outside of code and links: other addresses, @mentions, #123
# and GH-123, hashes of commits.
_SUMMONS = lazy_pattern(
    r"(\b(?:https?|ftp|mailto|xmpp)(?=:)|/(?=/)|\bwww(?=\.)|@(?=\w)|#(?=\d)|\bGH(?=-\d)"
    r"|\b[0-9a-f](?=(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{6,39}\b))",
    re.IGNORECASE,
)
_ZERO_WIDTH_SPACE = "\u200b"


def plain(text: str) -> str:
    """Return `text` on one line, each invisible control as U+FFFD, so that it is seen."""
    if text.isprintable() and "  " not in text and text == text.strip():  # nearly all are; the blank is the only space
        return text
    return _UNSEEN.sub("\ufffd", _SPACE.sub(" ", text)).strip()


def log_line(text: str) -> str:
    """Return `text` on one line that no terminal and no CI runner obeys.

    GitHub's and Azure's runners obey `##[command]` wherever it stands in a line, and GitHub's `::command` where one
    begins (actions/runner, ActionCommand.cs, `TryParse` and `TryParseV2`), so that both are taken apart.
    """
    shown = plain(text).replace("##[", "# #[").replace("##vso[", "# #vso[")
    return f": :{shown[2:]}" if shown.startswith("::") else shown


def valid(text: str) -> str:
    """Return text that UTF-8 can hold: lone surrogates become U+FFFD, all else stays."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def markdown(text: str) -> str:
    """Return `text` escaped for Markdown: read as it was written, it mentions nobody; addresses become code."""
    shown, position, parts = plain(text), 0, list[str]()
    for address in _ADDRESS.finditer(shown):
        parts += [_unlinked(shown[position : address.start()]), f"`{address[0]}`"]
        position = address.end()
    return "".join((*parts, _unlinked(shown[position:])))


def _unlinked(text: str) -> str:
    return _SUMMONS.sub(rf"\1{_ZERO_WIDTH_SPACE}", _escaped(text))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text.translate(_ENTITIES))


def markdown_code(text: str) -> str:
    """Return a name as code, in which nothing is a link or a mention, so that it can be copied as it is.

    One that has signs of HTML or of code in it is written as text.
    """
    shown = plain(text)
    return markdown(shown) if not shown or re.search("[<>&`]", shown) else f"`{shown}`"


def markdown_link(url: str, text: str | None = None) -> str:
    """Return an address as a Markdown link; one that is not of the web is only shown.

    Its text is not broken up: nothing in a link is made a link or a mention of its own.
    """
    shown = text if text is not None else short(url)
    if not is_web(url):
        return markdown(shown)
    target = quote(plain(url), safe="%/:=&?~#+!$,;'@*")
    return f"[{_escaped(plain(shown))}](<{target}>)"


def short(url: str) -> str:
    """Return an address without the parts that every address has."""
    return re.sub(r"^https?://(www\.)?", "", url, flags=re.IGNORECASE).removesuffix("/")


def is_web(url: str) -> bool:
    """Return whether a reader may be given `url` to click: http and https, nothing else."""
    return re.match(r"https?://[^/]", url, re.IGNORECASE) is not None
