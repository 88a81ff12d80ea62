"""Escaping untrusted text, so that it cannot move the cursor, mislead the reader or become markup. Pure."""

import re
from urllib.parse import quote

from linkscan.patterns import lazy_pattern

_SPACE = lazy_pattern(r"[\s\x1c-\x1f\x85\u2028\u2029]+")

# Control characters; bidirectional marks (Unicode TR 36, section 2.10.1: "Bidirectional Text Spoofing"); lone
# surrogates, which UTF-8 cannot encode, and noncharacters, which XML does not allow; interlinear annotation and tag
# characters, which can hide text.
_UNSEEN = lazy_pattern(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)

# Characters without width, which comparisons may ignore (Unicode, Default_Ignorable_Code_Point).
_IGNORED = "\u00ad\u034f\u180b-\u180e\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff"
_COMMAND = f"#[{_IGNORED}]*(?=#[a-zA-Z{_IGNORED}]{{0,40}}\\[)"
_RUNNER_COMMAND = lazy_pattern(_COMMAND)
_WORKFLOW_COMMAND = lazy_pattern(f"^[{_IGNORED}]*:[{_IGNORED}]*:")
_ESCAPED_IN_JSON = lazy_pattern(
    f"[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]|{_COMMAND}"
)

_MARKUP = lazy_pattern(r"([\\`*_\[\]|~$^])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

# Addresses that renderers turn into links even if Markdown's own syntax is escaped
# (https://github.github.com/gfm/#autolinks-extension-): as code they are not, and can be copied unchanged.
_ADDRESS = lazy_pattern(
    r"(?:(?:https?|ftp)://|\bwww\.)[\w!#$%&'()*+,./:;=?@\[\]~^{}\\-]*[\w/=#&%+~-]",
    re.IGNORECASE,
)

# What GitHub turns into a link or a notification outside code and links: other addresses, @mentions, #123 and GH-123,
# commit hashes.
_REFERENCES = lazy_pattern(
    r"(\b(?:https?|ftp|mailto|xmpp)(?=:)|/(?=/)|\bwww(?=\.)|@(?=\w)|#(?=\d)|\bGH(?=-\d)"
    r"|\b[0-9a-f](?=(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{6,39}\b))",
    re.IGNORECASE,
)
_ZERO_WIDTH_SPACE = "\u200b"


def plain(text: str) -> str:
    """Return `text` on one line, with each invisible control character replaced by U+FFFD."""
    if text.isprintable() and "  " not in text and text == text.strip():  # nearly all are; U+0020 is the only space
        return text
    return _UNSEEN.sub("\ufffd", _SPACE.sub(" ", text)).strip()


def log_line(text: str) -> str:
    """Return `text` on one line that neither a terminal nor a CI runner interprets as a command.

    The runners of GitHub and Azure interpret `##[command]` anywhere in a line, and GitHub's also `::command` at the
    start of one (actions/runner, ActionCommand.cs, `TryParse` and `TryParseV2`), so both are broken up with a space.
    .NET compares strings by the rules of a culture, which ignore zero-width characters.
    """
    shown = plain(text)
    if "#" in shown:
        shown = _RUNNER_COMMAND.sub("# ", shown)
    return _WORKFLOW_COMMAND.sub(": :", shown) if ":" in shown else shown


def json_text(text: str) -> str:
    """Return equivalent JSON that neither a terminal nor a CI runner interprets as a command when it is printed.

    A command can only occur in a string, where any character may be escaped.
    """
    if text.isascii() and "##" not in text:  # json escapes the controls of ASCII itself
        return text
    return _ESCAPED_IN_JSON.sub(_as_escape, text)


def _as_escape(found: re.Match[str]) -> str:
    import json  # noqa: PLC0415 - `--help` needs none of it

    return json.dumps(found[0])[1:-1].replace("#", "\\u0023")


def valid(text: str) -> str:
    """Return text that UTF-8 can encode: lone surrogates become U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def markdown(text: str) -> str:
    """Return `text` escaped for Markdown: shown as written, without links or mentions; addresses become code."""
    shown, position, parts = plain(text), 0, list[str]()
    for address in _ADDRESS.finditer(shown):
        parts += [_unlinked(shown[position : address.start()]), f"`{address[0]}`"]
        position = address.end()
    return "".join((*parts, _unlinked(shown[position:])))


def _unlinked(text: str) -> str:
    return _REFERENCES.sub(rf"\1{_ZERO_WIDTH_SPACE}", _escaped(text))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text.translate(_ENTITIES))


def markdown_code(text: str) -> str:
    """Return a name as inline code, which can be copied unchanged and contains no links or mentions.

    A name with characters special to HTML or code is escaped as text instead.
    """
    shown = plain(text)
    return markdown(shown) if not shown or re.search("[<>&`]", shown) else f"`{shown}`"


def markdown_link(url: str, text: str | None = None) -> str:
    """Return an address as a Markdown link, or as text if it is not http or https.

    The link text needs no zero-width spaces: GitHub does not create links or mentions within a link.
    """
    shown = text if text is not None else short(url)
    if not is_web(url):
        return markdown(shown)
    target = quote(plain(url), safe="%/:=&?~#+!$,;'@*")
    return f"[{_escaped(plain(shown))}](<{target}>)"


def short(url: str) -> str:
    """Return an address without its scheme, `www.` and trailing slash."""
    return re.sub(r"^https?://(www\.)?", "", url, flags=re.IGNORECASE).removesuffix("/")


def is_web(url: str) -> bool:
    """Return whether `url` is safe to render as a link: only http and https are."""
    return re.match(r"https?://[^/]", url, re.IGNORECASE) is not None
