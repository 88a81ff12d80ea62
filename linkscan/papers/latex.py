r"""Decode letters that are written in TeX.

Addresses are left alone: `\url{}` and the `\~{}` in them are repaired when the text is read.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from linkscan.patterns import lazy_pattern

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_LETTER = r"(?:\{\\?[a-zA-Z]\}|\\[ij](?![a-zA-Z])|[a-zA-Z])"
_FOREIGN = r"(?:ss|oe|OE|ae|AE|aa|AA|[oOlLij])"
_FORMS = [
    rf"\{{\\(?:[`'^\"~=.]\s*|[uvHcdbkr](?:\s+|(?=[{{\\]))){_LETTER}\}}",  # {\"o} {\"{o}} {\v s}
    r"\\[`'^\"~=.uvHcdbkr]\{\\?[a-zA-Z]\}",  # \"{o} \v{s}
    r"\\[`'^\"](?:\\[ij](?![a-zA-Z])|[a-zA-Z])",  # \"o; but not \~o, which occurs in addresses of home pages
    rf"\{{\\{_FOREIGN}\}}|\\{_FOREIGN}(?:\{{\}}|(?![a-zA-Z]))",  # {\ss} \ss{} \ss
]
_OF_TYPE = ("texttt", "textsf", "textup", "textmd", "mbox", "textcolor")
_ACCENT = lazy_pattern("|".join(_FORMS))


def accents(text: str) -> str:
    r"""Return a text in which only accents and special letters of TeX are replaced (`{\"o}`, `\'{e}`, `\ss`)."""
    return _ACCENT.sub(lambda match: plain(match[0]), text) if "\\" in text else text


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    r"""Return a short TeX text, such as a title, as plain text: `{\bf N}et` is `Net`."""
    if "\\" not in text and "$" not in text:
        return text.replace("{", "").replace("}", "").replace("~", " ")
    try:
        read: str = _reader().latex_to_text(text)
    except Exception:  # noqa: BLE001 - it falls over some malformed TeX (IndexError in 2.11), which is no reason to
        return text
    return read


@lru_cache(maxsize=1)
def _reader() -> "LatexNodes2Text":
    """Return a converter that keeps the arguments of `_OF_TYPE`, which pylatexenc 2.11 drops."""
    # Imported on first use, since it takes 25 ms.
    from pylatexenc.latex2text import (  # noqa: PLC0415
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    kept = [MacroTextSpec(name, simplify_repl=_last_argument) for name in _OF_TYPE]
    known.add_context_category("kept", macros=kept, prepend=True)
    return LatexNodes2Text(latex_context=known, math_mode="text", keep_comments=True)


def _last_argument(node: Any, l2tobj: "LatexNodes2Text") -> str:
    """Return the text of the last argument; the parameter name `l2tobj` is required by pylatexenc."""
    arguments = node.nodeargd.argnlist if node.nodeargd else ()
    return str(l2tobj.nodelist_to_text([arguments[-1]])) if arguments else ""
