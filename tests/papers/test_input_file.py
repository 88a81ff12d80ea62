"""Bad input: one clear line that says where and what the problem is, and what to do."""

import gzip
import io
import os
import re
import sys
import tracemalloc
from pathlib import Path

import pytest

from linkscan.errors import InputError, SettingsError
from linkscan.papers import FORMATS, load_papers
from tests.papers.conftest import DATA, Load

PAPER = '{"title": "T", "abstract": "A"}\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "input:1: empty; give a file with papers in it"),
        (b"\xef\xbb\xbf \r\n\n", "input:1: empty; give a file with papers in it"),
        (
            bytes(range(256)) * 10,
            "input:1: a binary file of an unsupported kind; give one of the formats that `--help` lists",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "input:1: a picture, sound or video, which is not read"),
        (gzip.compress(b"\0" * 99), "input:1: a binary file of an unsupported kind"),
        (b"PK\x03\x04rest", "input:1: a damaged or incomplete archive (no directory at its end); fetch it again"),
        (b"%PDF-1.7\n", "input:1: a PDF that cannot be read"),
        (
            "Мы считаем дважды.".encode("koi8-r"),
            "input:1: not UTF-8; convert it, as in: iconv -f ITS-ENCODING -t UTF-8",
        ),
        ("我们数了两次。".encode("gb18030"), "input:1: not UTF-8; convert it, as in: iconv"),
        (b"<!DOCTYPE html><html><body>Papers</body></html>", "input:1: an HTML page, which is not read; save the list"),
        (b"<rss version='2.0'><channel/></rss>", "input:1: no papers in it"),
    ],
    ids=["empty", "blank", "binary", "PNG", "gzip", "zip", "PDF", "KOI8-R", "GB18030", "HTML", "RSS"],
)
def test_binary_content_is_refused(load: Load, content: bytes, said: str) -> None:
    """Recognised by the first bytes."""
    with pytest.raises(InputError, match=f"^{re.escape(said)}"):
        load(content)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("missing", "there is no such file; check the path"),
        (".", "a directory; name the files in it, as in ./*.txt"),
        ("a\0b", "cannot be opened (embedded null byte); check the path and its permissions"),
    ],
    ids=["missing", "directory", "no name"],
)
def test_missing_paths_are_refused(path: str, said: str) -> None:
    """There is no line to name."""
    with pytest.raises(InputError, match=f"^{re.escape(f'{path}: {said}')}$"):
        list(load_papers(path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_refused(tmp_path: Path) -> None:
    """With the message of the system."""
    (tmp_path / "secret").touch(mode=0)
    with pytest.raises(InputError, match=r"cannot be opened \(permission denied\)"):
        list(load_papers(tmp_path / "secret"))


def test_a_file_that_breaks_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk may fail at any time."""

    class Failing(io.RawIOBase):
        def read(self, _size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", lambda *_: Failing())
    with pytest.raises(InputError, match=r"^disk: cannot be read \(input/output error\)"):
        list(load_papers("disk"))


@pytest.mark.parametrize("start", [b"", PAPER.encode() * 3000], ids=["from the start", "later"])
def test_huge_sparse_file_is_refused(tmp_path: Path, start: bytes) -> None:
    """A sparse file is refused at once, and never loaded."""
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.write(start)
        file.truncate(2 << 30)
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="binary file" if not start else "over 16777216 NUL bytes"):
            list(load_papers(path))
        assert tracemalloc.get_traced_memory()[1] < 200 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("utf-8", "Straße 数 𝔖"),
        ("utf-8-sig", "Straße 数 𝔖"),
        ("utf-16", "Straße 数 𝔖"),
        ("utf-32", "Straße 数 𝔖"),
        ("latin-1", "Straße"),
        ("cp1252", "“Straße” – 5 €"),
        ("cp1252", "Médecine à l’été"),
        ("mac_roman", "Méthodes pour größere Räume"),
        ("mac_roman", "José’s canción, très fièrement"),
    ],
)
def test_encoding_is_detected_by_mark_or_content(load: Load, encoding: str, title: str) -> None:
    """A byte order mark decides; else UTF-8 with bytes of Windows-1252, or Mac OS Roman if only that has letters."""
    content = f'{{"title": "{title}", "abstract": "A"}}\n'.encode(encoding)
    assert load(content).titles == [title]


@pytest.mark.parametrize(
    "file", ["arxiv.atom", "arxiv.jsonl", "scopus.ris", "pubmed.nbib", "zotero.csv", "savedrecs.txt"]
)
def test_nul_bytes_of_a_damaged_text_are_removed_and_reported(load: Load, file: str) -> None:
    """As left by a crash or a lost connection; so is the DOS end-of-file character."""
    content = (DATA / file).read_bytes()
    half = len(content) // 2
    loaded = load(content[:half] + b"\0" + content[half:] + b"\x1a" + b"\0" * 1000)
    assert loaded.papers == load(content).papers
    assert loaded.skipped == ["input:1: holds NUL bytes, which were left out; fetch it again if anything is missing"]


@pytest.mark.parametrize("file", ["arxiv_mail.txt", "references.bib", "openalex.json", "scopus.ris", "pubmed.nbib"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_as_on_any_system(load: Load, file: str, end: str) -> None:
    content = (DATA / file).read_text("utf-8")
    assert load(content.replace("\n", end)).titles == load(content).titles


def test_a_mark_of_the_encoding_may_come_twice(load: Load) -> None:
    """As when files with marks were joined or converted again."""
    assert load(b"\xef\xbb\xbf" * 2 + PAPER.encode()).titles == ["T"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised_in_chinese_too(load: Load, encoding: str) -> None:
    content = "{Reference Type}: Journal Article\n{Title}: 阅读图表的小模型\n{Abstract}: 我们发布代码。方法很好。\n"
    assert load(content.encode(encoding)).titles == ["阅读图表的小模型"]


@pytest.mark.parametrize("encoding", ["gb18030", "shift_jis", "koi8-r", "euc-kr"])
def test_undeclared_other_script_is_not_read_as_latin(load: Load, encoding: str) -> None:
    """However much English surrounds it."""
    words = {
        "gb18030": "阅读图表的模型",
        "shift_jis": "図表を読む",
        "koi8-r": "Читаем графики",
        "euc-kr": "차트를 읽는 모델",
    }
    content = f"title,abstract\n{words[encoding]},We read charts. {'It is good. ' * 30}\n"
    with pytest.raises(InputError, match=r"^input:1: not UTF-8; convert it"):
        load(content.encode(encoding))


def test_character_split_at_the_end_of_the_sniffed_part(load: Load) -> None:
    """It is not taken for two broken ones."""
    for shift in range(4):
        text = " " * shift + "é𝔖" * 20_000
        assert load(f'{{"title": "T", "abstract": "x{text}x"}}\n').abstracts == [f"x{text}x"]


def test_standard_input_is_read_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe gives bytes as they arrive, and cannot seek."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(PAPER.encode() * 3)
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert [paper.source for paper in load_papers("-")] == [("<stdin>:1",), ("<stdin>:2",), ("<stdin>:3",)]


def test_inputs_are_read_in_order_and_named_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative paths stay relative."""
    monkeypatch.chdir(tmp_path)
    Path("b").write_text(PAPER)
    Path("a").write_text("\n" + PAPER)
    assert [paper.source[0] for paper in load_papers("./b", Path("a"))] == ["./b:1", "a:2"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"caf\xe9.md", r"caf\udce9.md:1"), (b"\x1b[31m\n.md", r"\x1b[31m\n.md:1")],
    ids=["Latin-1", "escapes"],
)
def test_undisplayable_names_are_escaped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes, shown: str
) -> None:
    """Reports, databases and terminals could not store or show them."""
    monkeypatch.chdir(tmp_path)
    Path(os.fsdecode(name)).write_text("# A Tool\n\nWe release our code.\n")
    [paper] = load_papers(Path(os.fsdecode(name)))
    assert paper.source == (shown,)


def test_without_on_skip_a_broken_entry_is_an_error(tmp_path: Path) -> None:
    """The first one."""
    path = tmp_path / "papers"
    path.write_text(PAPER + "{}\n" + PAPER)
    papers = load_papers(path)
    assert next(papers).title == "T"
    with pytest.raises(InputError, match=f"^{path}:2: "):
        next(papers)


def test_unknown_format_is_reported_before_reading() -> None:
    """With the allowed ones."""
    with pytest.raises(SettingsError, match=f"^format: there is no 'docx'; allowed are {', '.join(FORMATS)}$"):
        load_papers("missing", format="docx")


@pytest.mark.parametrize(
    ("file", "format"),
    [
        ("page.txt", "daily-papers"),
        ("page_without_blank_lines.txt", "daily-papers"),
        ("arxiv.atom", "xml"),
        ("arxiv.jsonl", "jsonl"),
        ("zotero.csv", "csv"),
        ("references.bib", "bibtex"),
        ("reading_list.md", "markdown"),
    ],
)
def test_formats_are_detected_by_content(file: str, format: str) -> None:  # noqa: A002 - as in the face
    """By the first format that recognises it."""
    head = (DATA / file).read_text(encoding="utf-8")
    assert next(name for name, each in FORMATS.items() if each.sniff(head)) == format


def test_given_format_is_used(load: Load) -> None:
    """Whatever the content looks like."""
    assert load("# A note, not a heading\nWe count.", format="text").papers
    with pytest.raises(InputError, match=r"^input:1: not JSON"):
        load("We count.", format="jsonl")


RUSSIAN = ("Малая модель", "Мы предлагаем модель, которая читает графики.")
CHINESE = ("阅读图表的小模型", "我们提出一个阅读图表的小模型，并公开代码。")
JAPANESE = ("図表を読むモデル", "本研究では図表を読むモデルを提案する。")
KOREAN = ("차트를 읽는 모델", "우리는 차트를 읽는 모델을 제안한다.")
POLISH = ("Mały model, który czyta", "Przedstawiamy mały model, który działa świetnie. Źródła są dostępne.")
RIS = "TY  - JOUR\nTI  - {}\nAB  - {}\nER  - \n"
XML = (
    '<?xml version="1.0" encoding="{}"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{}</title>'
    "<summary>{}</summary></entry></feed>"
)


@pytest.mark.parametrize("texts", [RUSSIAN, CHINESE, KOREAN, POLISH])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_of_any_script_needs_no_mark(load: Load, texts: tuple[str, str], encoding: str) -> None:
    assert load(RIS.format(*texts).encode(encoding)).titles == [texts[0]]


@pytest.mark.parametrize(
    ("texts", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "iso-2022-jp"),
        (KOREAN, "euc-kr"),
        (POLISH, "iso-8859-2"),
    ],
)
def test_an_encoding_that_is_declared_is_read(load: Load, texts: tuple[str, str], encoding: str) -> None:
    """If the text is valid in it and not UTF-8: a file converted to UTF-8 may keep its old declaration."""
    xml = XML.format(encoding, *texts)
    bibtex = f"% Encoding: {encoding}\n\n@article{{a,\n title = {{{texts[0]}}},\n abstract = {{{texts[1]}}}\n}}\n"
    for content in (xml.encode(encoding), xml.encode(), bibtex.encode(encoding)):
        assert load(content).titles == [texts[0]]


@pytest.mark.parametrize(
    ("texts", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CHINESE, "gb18030"),
        (("閱讀圖表的小模型", "我們提出一個閱讀圖表的小模型。"), "big5"),
        (JAPANESE, "shift_jis"),
        (KOREAN, "euc-kr"),
        (POLISH, "cp1250"),
        (("Größe", "Wir zählen für Räume."), "cp850"),
    ],
)
def test_another_encoding_is_refused_or_ends_the_reading(load: Load, texts: tuple[str, str], encoding: str) -> None:
    """No title is decoded wrongly, wherever in the file it is."""
    advice = "not UTF-8; convert it, as in: iconv -f ITS-ENCODING -t UTF-8"
    for declared in ("utf-8", "iso-8859-1", "punycode", "no-encoding"):
        with pytest.raises(InputError, match=f"^input:1: {advice}"):
            load(XML.format(declared, *texts).encode(encoding))
    good = RIS.format("First", "We do it. " * 10) * 700
    loaded = load(good.encode() + RIS.format(*texts).encode(encoding))
    assert set(loaded.titles) == {"First"}
    assert len(loaded.titles) == 700
    assert loaded.skipped[-1].startswith(f"input:{700 * 4 + 2}: from here on {advice}")


@pytest.mark.parametrize("text", ["Müller – “don’t” naïve", "L’été à la française", "Résumé · señor", "Größe 20°C"])
def test_windows_1252_is_read(load: Load, text: str) -> None:
    assert load(RIS.format(text, "We do.").encode("cp1252")).titles == [text]
