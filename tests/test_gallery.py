"""The gallery: each notebook runs completely, with the output that the documentation shows."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs/gallery"
NOTEBOOKS = sorted(GALLERY.glob("*.ipynb"))
VOLATILE = re.compile(r"0x[0-9a-f]+|\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)")


def shown(notebook: nbformat.NotebookNode) -> list[list[dict[str, str]]]:
    """Return the output of the cells, without memory addresses and the time of the run."""
    return [
        [
            {
                kind: VOLATILE.sub("", text)
                for kind, text in (output.get("data") or {"text": output.get("text", "")}).items()
            }
            for output in cell.get("outputs", ())
        ]
        for cell in notebook.cells
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_output_matches_the_documentation(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network: the recording refuses name lookups, which the report would mention."""
    folder = tmp_path / "gallery"
    shutil.copytree(GALLERY, folder)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(path, as_version=4)
    expected = shown(notebook)
    before = sorted(folder.iterdir())
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    assert shown(notebook) == expected, f"run `jupyter execute --inplace {path.relative_to(ROOT)}`"
    assert sorted(folder.iterdir()) == before


def test_every_code_cell_has_run() -> None:
    """In order and without an error."""
    assert len(NOTEBOOKS) >= 3
    for path in NOTEBOOKS:
        cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1)), path.name
        assert not [output for cell in cells for output in cell.outputs if output.output_type == "error"]


def test_tables_have_separate_styles() -> None:
    """Bars are drawn by style sheets for the whole page, so that tables with equal names would be wrong."""
    for path in NOTEBOOKS:
        pages = [
            output.data.get("text/html", "")
            for cell in nbformat.read(path, as_version=4).cells
            for output in cell.get("outputs", ())
            if "data" in output
        ]
        tables = [name for page in pages for name in re.findall(r'<table id="(.*?)"', page)]
        assert len(tables) == len(set(tables)), path.name
