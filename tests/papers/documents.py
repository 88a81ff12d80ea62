"""PDFs, workbooks and OpenDocument spreadsheets, made for tests."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl

Line = tuple[float, float, str]
"""Font size, distance from the bottom of the page, text."""


def pdf(pages: Sequence[Sequence[Line]], links: Sequence[str] = (), title: str = "") -> bytes:
    """Write a PDF of lines of text; the first page has link annotations (ISO 32000-1, 12.5.6.5)."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    bodies.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for number, lines in enumerate(pages):
        text = "".join(f"BT /F1 {size} Tf 50 {y} Td ({_escaped(line)}) Tj ET\n" for size, y, line in lines)
        bodies.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
        content = len(bodies)
        annotations = []
        for place, link in enumerate(links if number == 0 else ()):
            action = f"<< /Type /Action /S /URI /URI ({_escaped(link)}) >>"
            bodies.append(f"<< /Type /Annot /Subtype /Link /Rect [50 {place} 200 {place + 9}] /A {action} >>")
            annotations.append(f"{len(bodies)} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> /Annots [{' '.join(annotations)}] >>"
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    bodies.append(f"<< /Title ({_escaped(title)}) >>")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(bodies)} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Write an Excel workbook: rows of cells by the name of their sheet."""
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
_ODS = (
    f'<?xml version="1.0"?><office:document-content xmlns:office="{_SPACE}:office:1.0" '
    f'xmlns:table="{_SPACE}:table:1.0" xmlns:text="{_SPACE}:text:1.0"><office:body><office:spreadsheet>'
    "{}</office:spreadsheet></office:body></office:document-content>"
)


def spreadsheet(sheets: Mapping[str, str], *, kind: str = ODS_KIND) -> bytes:
    """Write an OpenDocument spreadsheet: rows in XML by the name of their sheet."""
    tables = (f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", _ODS.format("".join(tables)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def row(*cells: str, attributes: str = "") -> str:
    """Return a row of a sheet; a cell is a text, or an element itself."""
    elements = (
        each if each.startswith("<") else f"<table:table-cell><text:p>{each}</text:p></table:table-cell>"
        for each in cells
    )
    return f"<table:table-row {attributes}>{''.join(elements)}</table:table-row>"
