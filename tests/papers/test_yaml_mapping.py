"""YAML of strangers: a mapping, or one clear reason why not."""

import io

import pytest

from linkscan.errors import InputError
from linkscan.papers.input_file import InputFile
from linkscan.papers.yaml_mapping import mapping


def test_a_mapping_is_read() -> None:
    assert mapping("title: A Tool\nyear: 2026", InputFile("input", io.BytesIO(b"x"))) == {
        "title": "A Tool",
        "year": 2026,
    }


def test_list_is_not_a_mapping() -> None:
    assert mapping("- a\n- b", InputFile("input", io.BytesIO(b"x"))) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b\nc: [", "input:2: not YAML"),
        ("a: &b [x]\nc: *b", "input:1: YAML with aliases"),
        ("a: " + "[" * 3000, "input:1: YAML nested too deeply"),
        ("a: 2026-99-99", "input:1: not YAML"),
    ],
    ids=["broken", "aliases", "nested", "a date that is none"],
)
def test_invalid_mappings_are_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=f"^{said}"):
        mapping(text, InputFile("input", io.BytesIO(b"x")))
