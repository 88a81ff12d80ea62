"""Bytes to text, as the HTML standard finds the encoding; whatever a page announces, only the web's own."""

import codecs
import re

from linkscan.hosts.listed import listed

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_IN_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_META_WITHIN = 1024  # https://html.spec.whatwg.org/multipage/semantics.html#charset

_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
}
"""What browsers read where a page says the other: https://encoding.spec.whatwg.org/#names-and-labels."""

_KNOWN = listed("""utf-8 utf-16-le utf-16-be cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258
        cp866 cp874 cp932 cp949 gb18030 big5hkscs euc_jp iso2022_jp koi8-r koi8-u mac-roman mac-
        cyrillic iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10
        iso8859-13 iso8859-14 iso8859-15 iso8859-16""")
"""Python's names of the encodings of the web. Its others (`idna`, `unicode_escape`) would be attacks."""

_LABELS = {"x-sjis": "cp932", "windows-31j": "cp932", "windows-874": "cp874", "x-gbk": "gb18030"}
"""Labels of the same standard that Python does not know."""


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a page: by its byte order mark, else its header, else its `<meta>`, else as UTF-8."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    header = _IN_HEADER.search(content_type)
    told = header[1] if header else None
    if told is None:
        meta = _IN_META.search(body[:_META_WITHIN])
        told = meta[1].decode("ascii", "replace") if meta else None
    known = _codec(told) if told else None
    if known is not None:
        return body.decode(known, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A cut body may end within a character; anything else is the encoding of old pages.
        is_cut = error.start > len(body) - 4
        return body.decode("utf-8" if is_cut or _mostly_utf8(body) else "cp1252", "replace")


def _mostly_utf8(body: bytes) -> bool:
    text = body.decode("utf-8", "replace")
    return text.count("\ufffd") * 20 < sum(character > "\x7f" for character in text)


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(_LABELS.get(label.lower(), label)).name
    except LookupError:
        return None
    name = _SUPERSETS.get(name, name)
    return name if name in _KNOWN else None
