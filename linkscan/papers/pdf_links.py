"""Join addresses that are broken across lines of a PDF, before hyphens at line ends are removed. Pure.

If a link annotation has the same text, its target tells the spelling. Without links, an address is broken only after a
slash or hyphen of its own: url.sty breaks there, and adds no hyphen (https://ctan.org/pkg/url).
"""

import re
from collections.abc import Iterable

_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_SHORTEST = 8  # characters of an address without its scheme; shorter ones occur in other words too
_HYPHENS = "\ufffe\u00ad\x02"  # PDFium's characters for a hyphen at the end of a line
_HYPHEN_OF_ADDRESS = re.compile(rf"(?i)((?:https?://|www\.)[^\s{_HYPHENS}]*)(?:-\r?\n|[{_HYPHENS}]\r?\n?)(?=[a-z\d])")
_AS_TYPED = str.maketrans(dict.fromkeys(_HYPHENS, "-"))
# A name of one plain word may as well go on the sentence.
_OWNER_ALONE = re.compile(
    r"((?:github|gitlab|bitbucket|codeberg)\.(?:com|org)/[\w.-]+/)\r?\n(?=(?=[a-z.]*[A-Z\d_-])[\w.-]+)", re.ASCII
)


def join_addresses(text: str, links: Iterable[str]) -> str:
    r"""Return the text of a page with its addresses in one piece; `links` are the targets of its link annotations.

    >>> join_addresses("Code: https://github.com/lab/my-\ntool", [])
    'Code: https://github.com/lab/my-tool'
    """
    return _OWNER_ALONE.sub(r"\1", _HYPHEN_OF_ADDRESS.sub(r"\1-", _as_linked(text, links)))


def _as_linked(text: str, links: Iterable[str]) -> str:
    """Return a text in which whatever equals the target of a link but for white space is replaced by it."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    squeezed = "".join(text[place] for place in places).translate(_AS_TYPED)
    broken: dict[int, tuple[int, str]] = {}
    for link in links:
        for spelt in (link, _SCHEME.sub("", link, count=1)):
            at = squeezed.find(spelt) if len(spelt) >= _SHORTEST else -1
            while at >= 0:
                begin, end = places[at], places[at + len(spelt) - 1] + 1
                if text[begin:end] != spelt and end > broken.get(begin, (0, ""))[0]:
                    broken[begin] = (end, spelt)
                at = squeezed.find(spelt, at + len(spelt))
    done = len(text)
    for begin, (end, spelt) in sorted(broken.items(), reverse=True):
        if end <= done:
            text, done = text[:begin] + spelt + text[end:], begin
    return text
