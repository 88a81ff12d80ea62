"""Decode a page as the HTML standard does; labels outside the Encoding Standard are ignored."""

import codecs
import re

import webencodings

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_IN_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_META_WITHIN = 1024  # https://html.spec.whatwg.org/multipage/semantics.html#charset
_NO_TEXT = frozenset(("replacement", "x-user-defined"))
"""Encodings of the standard that do not decode as ordinary text; for these, the encoding is detected from the bytes."""


def decode(body: bytes, content_type: str = "") -> str:
    """Decode by the byte order mark, else the header, else the `<meta>`, else as UTF-8 or, if invalid, windows-1252.

    Labels are resolved according to https://encoding.spec.whatwg.org/#names-and-labels. Never raises.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    codec = _declared_codec(body, content_type)
    if codec is not None:
        return body.decode(codec, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A truncated body may end within a character; other errors mean the legacy encoding, unless they are few.
        is_cut = error.start > len(body) - 4
        return body.decode("utf-8" if is_cut or _is_mostly_utf8(body) else "cp1252", "replace")


def _declared_codec(body: bytes, content_type: str) -> str | None:
    """Return Python's name for the encoding that a page declares; None if it declares none or an unsupported one."""
    header = _IN_HEADER.search(content_type)
    if header is not None and (codec := _codec_of(header[1])) is not None:
        return codec
    meta = _IN_META.search(body[:_META_WITHIN])
    codec = _codec_of(meta[1].decode("ascii", "replace")) if meta else None
    # A `<meta>` that is readable as ASCII is not UTF-16, whatever it declares: #determining-the-character-encoding
    return "utf-8" if codec and codec.startswith("utf-16") else codec


def _codec_of(label: str) -> str | None:
    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name in _NO_TEXT:
        return None
    return "gb18030" if encoding.name == "gbk" else str(encoding.codec_info.name)  # GBK is decoded as gb18030


def _is_mostly_utf8(body: bytes) -> bool:
    text = body.decode("utf-8", "replace")
    return text.count("\ufffd") * 20 < sum(character > "\x7f" for character in text)
