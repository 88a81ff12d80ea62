"""Bytes are decoded with the encodings of the web only."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.html.charset import decode


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("é".encode(), "text/html; charset=utf-8", "é"),
        ("é".encode("latin-1"), "text/html; charset=ISO-8859-1", "é"),
        ("“x”".encode("cp1252"), "text/html; charset=iso-8859-1", "“x”"),
        ("é".encode(), "text/html", "é"),
        ("café au lait".encode("cp1252"), "text/html", "café au lait"),
        ("代码".encode("gb18030"), 'text/html; charset="gb2312"', "代码"),
        ("コード".encode("cp932"), "text/html; charset=Shift_JIS", "コード"),
        ("コード".encode("cp932"), "text/html; charset=x-sjis", "コード"),
        ("코드".encode("cp949"), "text/html; charset=euc-kr", "코드"),
        ("код".encode("koi8-r"), "text/html; charset=koi8-r", "код"),
        (codecs.BOM_UTF8 + "é".encode(), "text/html; charset=latin-1", "é"),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), "text/html", "é"),
        ("<meta charset=gbk>代码".encode("gb18030"), "text/html", "<meta charset=gbk>代码"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">コード'.encode("euc-jp"),
            "",
            '<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">コード',
        ),
        ("代码".encode()[:-1], "text/html", "代\ufffd"),
        ("Привет".encode("mac-cyrillic"), "text/html; charset=x-mac-cyrillic", "Привет"),
        ("Ґ".encode("mac-cyrillic"), "text/html; charset=x-mac-ukrainian", "Ґ"),
        ("é".encode("mac-roman"), "text/html; charset=mac", "é"),
        ("שלום".encode("iso8859-8"), "text/html; charset=iso-8859-8-i", "שלום"),
        ("程式碼".encode("big5"), "text/html; charset=x-x-big5", "程式碼"),
        ("é".encode(), "text/html; charset=x-user-defined", "é"),
        ("é".encode(), "text/html; charset=iso-2022-kr", "é"),
        ("<meta charset=utf-16>é".encode(), "text/html", "<meta charset=utf-16>é"),
        ("<meta charset=gbk>代码".encode("gb18030"), "text/html; charset=unknown", "<meta charset=gbk>代码"),
    ],
)
def test_the_encoding_is_found_as_browsers_find_it(body: bytes, content_type: str, text: str) -> None:
    assert decode(body, content_type) == text


@pytest.mark.parametrize("name", ["idna", "punycode", "unicode_escape", "utf-7", "rot13", "zlib", "x" * 39, ""])
def test_no_page_chooses_an_encoding_that_is_not_of_the_web(name: str) -> None:
    assert decode(b"a\\u0041+AEE-", f"text/html; charset={name}") == "a\\u0041+AEE-"


@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_bytes_become_some_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
    assert isinstance(decode(body, f"text/html; charset={content_type}"), str)
