"""Documents: any PDF, workbook or spreadsheet is read or refused quickly. Their parts are drawn and zipped."""

import io
import zipfile

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers import ods, pdf, spreadsheet
from linkscan.papers.input_file import InputFile
from tests.fuzz.bounds import in_time
from tests.papers import documents

_PART = b"\x1b"  # between the parts of a workbook
_NAMES = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml")
_PAGE = (
    (18.0, 740.0, "A Tool for Things"),
    (10.0, 700.0, "Abstract"),
    (10.0, 690.0, "We release code at https://github.com/example/tool."),
    (10.0, 670.0, "1 Introduction"),
)
_WORKBOOK = documents.workbook({"Papers": [["title", "abstract", "year"], ["A", "We release code.", 2024]]})


def _parts() -> bytes:
    with zipfile.ZipFile(io.BytesIO(_WORKBOOK)) as archive:
        return _PART.join(archive.read(name) if name in archive.namelist() else b"" for name in _NAMES)


SEEDS = (
    b"\0" + documents.pdf([_PAGE], links=["https://github.com/example/tool"], title="A Tool for Things"),
    b"\0" + documents.pdf([_PAGE, _PAGE]),
    b"\1" + _parts(),
    b"\2" + _WORKBOOK,
    b"\3" + documents.row("title", "abstract").encode() + documents.row("A", "We release code.").encode(),
)
_MODULES = {0: pdf, 1: spreadsheet, 2: spreadsheet, 3: ods}
WORDS = (
    *(b"/Type /Page", b"/Annots", b"/URI (", b"stream\n", b"endstream", b"endobj", b"xref", b"/Kids [", b"1 0 R"),
    *(b"/Length 99999999", b"/Filter /FlateDecode", b"/Encrypt", b"BT /F1 1e9 Tf", b"/MediaBox [0 0 1e9 1e9]"),
    *(b'<c r="XFD1048576"', b'<row r="1048576">', b't="inlineStr"', b't="s"', b"<is><t>", b"</row>", b"<v>9e99</v>"),
    *(b'<dimension ref="A1:XFD1048576"/>', b'state="hidden"', b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", _PART),
)


def attack(data: bytes) -> None:
    """Read `data` as the kind of document that its first byte names."""
    kind, content = data[0] % len(_MODULES) if data else 0, data[1:]
    whole = {1: _zipped, 3: _ods}.get(kind, bytes)(content)
    with in_time(len(content) * 20):
        try:
            entries = [*_MODULES[kind].load(InputFile("input", io.BytesIO(whole)))]
        except InputError as error:
            entries = [error]
    for entry in entries:
        if isinstance(entry, Paper):
            assert entry.id
            assert entry.title or entry.abstract
            assert "\n" not in entry.title
        else:
            assert str(entry).startswith("input:")


def _zipped(content: bytes) -> bytes:
    """Return the workbook with the parts that `content` gives in place of its own."""
    given = dict(zip(_NAMES, content.split(_PART), strict=False))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_WORKBOOK)) as whole, zipfile.ZipFile(out, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, given.get(name) or whole.read(name))
    return out.getvalue()


def _ods(content: bytes) -> bytes:
    """Return a spreadsheet with the rows that `content` gives."""
    return documents.spreadsheet({"Papers": content.decode("utf-8", "replace")})
