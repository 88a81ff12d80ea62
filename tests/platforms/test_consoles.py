"""Consoles that cannot show every character: others are escaped; JSON is UTF-8 everywhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TITLE = "Größen schätzen: 大きさの推定 “leicht” 🙂"
PAPER = {"id": "1", "title": TITLE, "abstract": f"{TITLE}. Our code will be released at https://exämple.org/größe."}


def run(folder: Path, encoding: str, *arguments: str) -> tuple[int, bytes, bytes]:
    """Run linkscan with a console of `encoding`; return exit code, standard output, standard error."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": encoding,
    }
    ran = subprocess.run(
        [sys.executable, "-m", "linkscan", *arguments],
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return ran.returncode, ran.stdout, ran.stderr


def shown(output: bytes, encoding: str) -> str:
    """Decode the console output; click takes ASCII for a mistake, and writes UTF-8."""
    return output.decode("utf-8" if encoding == "ascii" else encoding)


@pytest.fixture(params=["ascii", "cp1252", "cp932"])
def encoding(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "größe.jsonl").write_text(json.dumps(PAPER, ensure_ascii=False) + "\n", "utf-8")
    return tmp_path


def test_a_scan_ends_well_and_its_reports_are_utf_8(papers: Path, encoding: str) -> None:
    code, out, err = run(papers, encoding, "scan", "größe.jsonl", "--offline", "--verbose", "--name", "one")
    assert code == 3, err  # offline
    assert b"Traceback" not in err
    assert b"1 paper" in out
    report = json.loads((papers / "reports/one/report.json").read_text("utf-8"))
    assert report["papers"][0]["title"] == TITLE
    assert TITLE.split(":", 1)[0] in (papers / "reports/one/report.md").read_text("utf-8")


def test_history_shows_what_the_console_can(papers: Path, encoding: str) -> None:
    promised = {"id": "größe-大", "title": TITLE, "abstract": "We estimate. The code will be released upon acceptance."}
    (papers / "promised.jsonl").write_text(json.dumps(promised) + "\n", "utf-8")
    run(papers, encoding, "scan", "promised.jsonl", "--name", "one")
    code, out, err = run(papers, encoding, "history", "größe-大")
    assert code == 0, err
    assert "-大" in shown(out, encoding) or r"-\u5927" in shown(out, encoding)


def test_check_shows_what_the_console_can(papers: Path, encoding: str) -> None:
    code, out, err = run(papers, encoding, "check", "--offline", "https://exämple.org/größe/大")
    assert code == 3, err
    assert b"Traceback" not in err
    assert "/大" in shown(out, encoding) or r"/\u5927" in shown(out, encoding)


def test_an_error_names_a_file_that_the_console_cannot_show(papers: Path, encoding: str) -> None:
    code, _, err = run(papers, encoding, "extract", "大きさ.txt")
    assert code == 2
    assert b"there is no such file" in err
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [("extract", "größe.jsonl"), ("check", "--offline", "--json", "https://exämple.org/größe/大"), ("schema",)],
    ids=lambda arguments: arguments[0],
)
def test_json_is_utf_8(papers: Path, encoding: str, arguments: tuple[str, ...]) -> None:
    _, out, err = run(papers, encoding, *arguments)
    assert out, err
    assert json.loads(out.decode("utf-8"))
    assert "大" in out.decode("utf-8") or arguments[0] == "schema"
