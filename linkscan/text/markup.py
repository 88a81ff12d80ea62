"""Blank out the markup of a text without moving any other character, and set headings off as sentences.

Europe PMC writes `<h4>Availability</h4>X is ...`, JATS `<jats:p>`, older archives `<b>Availability:</b> <URLREF>`.
"""

import re

from linkscan.patterns import lazy_pattern

_TAG = lazy_pattern(
    r"""(?xi)
    < (?P<close>/?)
      (?: (?P<heading>h[1-6] | (?:jats:)?title)
        | (?P<block>(?:jats:)?(?:p|div|br|li|ul|ol|tr|td|table|sec|section|abstract|list|list-item))
        | (?:b|i|u|em|strong|sub|sup|small|span|tt|code|font|italic|bold|sc|monospace|urlref|emailref
          |inline-formula|inline-graphic|ext-link|xref|uri|email|named-content|styled-content)
        | (?:jats|mml):[\w-]{1,20}
      )
      (?:\s[^<>]{0,2000})? /? >
    | &(?P<entity>lt|gt|quot|nbsp|\#13|\#xD);
    """
)
_EMPHASIS = lazy_pattern(r"([*`](?<![\w*][*`])(?:(?<=\*)\*)?)(?=[^\s*`])([^*`\n]{1,80}?)(?<=[^\s*`])\1(?![\w*`])")
"""Begins with a set of characters, which `re` searches for many times as fast as for a condition on what precedes."""
_COLOURED = lazy_pattern(r"\\textcolor\{\w{1,20}\}\{([^{}]{1,80})\}")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"'}
_HREF = lazy_pattern(r"""(?i)\b(?:href|src)\s*=|https?:""")
_NAMESPACE = lazy_pattern(r"""(?i)\bxmlns(?::\w{1,20})?\s?=\s?["']{1,2}[^"'<>]{0,200}["']{1,2}""")
"""The declaration of an XML namespace, whose name looks like an address."""


def blank_markup(text: str) -> str:
    """Return `text` with its tags replaced by blanks; every other character keeps its position.

    The tags of headings and blocks become empty lines, so that what follows starts a new sentence; a colon follows the
    text of a heading. Tags that contain an address are left alone.
    """
    if "*" in text or "`" in text:
        text = _EMPHASIS.sub(_without_marks, text)
    if "\\" in text and "\\textcolor" in text:
        text = _COLOURED.sub(_without_colour, text)
    return _TAG.sub(_blank, text) if "<" in text or "&" in text else text


def _without_marks(found: re.Match[str]) -> str:
    """Return `**TextNet**` with its asterisks replaced by blanks."""
    blanks = " " * len(found[1])
    return f"{blanks}{found[2]}{blanks}"


def _without_colour(found: re.Match[str]) -> str:
    r"""Return the text of `\textcolor{blue}{text}`, with blanks for the rest."""
    return f"{' ' * (found.start(1) - found.start())}{found[1]} "


def _blank(found: re.Match[str]) -> str:
    length = len(found[0])
    if (entity := found["entity"]) is not None:
        return _ENTITIES[entity].rjust(length) if entity == "lt" else _ENTITIES.get(entity, " ").ljust(length)
    tag = _NAMESPACE.sub(lambda name: " " * len(name[0]), found[0]) if "xmlns" in found[0] else found[0]
    if _HREF.search(tag):
        return tag
    if found["heading"] is not None:
        return (": " if found["close"] else "\n\n").ljust(length)
    return ("\n\n" if found["block"] is not None else " ").ljust(length)
