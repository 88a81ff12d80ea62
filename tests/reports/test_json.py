"""report.json: the contract, key by key, and reading it back."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from linkscan.errors import InputError
from linkscan.reports import json as report_json
from linkscan.reports.report import Report
from tests.reports.payloads import SCRIPTS

TOP = "schema_version linkscan_version generated_at inputs run summary papers links"
PAPER = "id title source arxiv_id doi published venue url kept verdict reason links claims"
CLAIM = "asset stance url origin sentence verdict reason found_url first_seen changed_at"
LINK = (
    "url raw repairs origin canonical kind host health reason status_code final_url redirects content "
    "content_reason holdings code_url metadata checklist archive_url archived_at checked_at from_cache attempts "
    "elapsed_ms"
)
METADATA = (
    "full_name id description homepage stars forks watchers open_issues license language languages "
    "topics default_branch created_at pushed_at archived fork parent size_kb latest_release files "
    "downloads likes gated derived"
)


def document(report: Report) -> Any:
    return json.loads(report_json.render(report))


def test_keys_are_in_the_order_of_the_contract(report: Report) -> None:
    """Added keys come after those of the contract, of which none is missing."""
    made = document(report)
    assert list(made)[:8] == TOP.split()
    assert list(made["papers"][0]) == [*PAPER.split(), "by_hand", "guesses"]
    assert list(made["papers"][0]["claims"][0]) == [*CLAIM.split(), "by_hand"]
    assert list(made["links"][0]) == [*LINK.split(), "skip_cause", "swhid"]
    assert list(made["links"][0]["metadata"]) == METADATA.split()


def test_unknown_values_are_null(report: Report) -> None:
    """Unknown values are null, never omitted and never false."""
    gone = document(report)["links"][2]
    assert (gone["content"], gone["metadata"], gone["code_url"]) == (None, None, None)
    assert document(report)["links"][0]["metadata"]["gated"] is None


def test_it_keeps_to_its_own_schema(report: Report, empty: Report) -> None:
    """The schema is valid, requires every key, and lists the allowed values."""
    schema = report_json.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for made in (report, empty):
        jsonschema.validate(document(made), schema)
    assert set(schema["required"]) == set(document(report))
    wrong = document(report)
    wrong["papers"][0]["verdict"] = "liar"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema)
    assert (schema["title"], bool(schema["$id"])) == ("linkscan report", True)
    assert ">>>" not in json.dumps(schema)


def test_the_same_report_is_the_same_bytes(report: Report) -> None:
    """Nothing depends on chance or on the order of a set."""
    assert report_json.render(report) == report_json.render(replace(report))


def test_a_report_from_before_a_key_was_added_can_be_read(report: Report, tmp_path: Path) -> None:
    """Added keys do not change the schema version: a missing key is unknown."""
    document = json.loads(report_json.render(report))
    del document["earlier"]
    for paper in document["papers"]:
        del paper["published"]
    (tmp_path / "report.json").write_text(json.dumps(document))
    assert report_json.load(tmp_path) == report


def test_it_is_read_back_as_it_was(report: Report, tmp_path: Path) -> None:
    """From the file or from its folder."""
    (tmp_path / "report.json").write_text(report_json.render(report), "utf-8")
    assert report_json.load(tmp_path / "report.json") == report_json.load(tmp_path) == report


@pytest.mark.parametrize("payload", SCRIPTS)
def test_any_text_survives(bare: Report, tmp_path: Path, payload: str) -> None:
    """Text is kept unchanged, except for lone surrogates, which UTF-8 cannot encode."""
    path = tmp_path / "report.json"
    path.write_text(report_json.render(replace(bare, notes=(payload,))), "utf-8")
    assert report_json.load(path).notes == (payload.replace("\ud800", "\ufffd"),)


def _without(key: str) -> Callable[[Any], Any]:
    return lambda made: {name: value for name, value in made.items() if name != key}


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        pytest.param(lambda _: [], "not a linkscan report", id="a list"),
        pytest.param(lambda _: None, "not a linkscan report", id="null"),
        pytest.param(_without("papers"), "papers: Field required", id="a key is missing"),
        pytest.param(lambda made: {**made, "papers": 7}, "papers: Input should be", id="wrong type"),
        pytest.param(lambda made: {**made, "schema_version": 99}, "schema version 99", id="a later one"),
        pytest.param(
            lambda made: {**made, "links": [{**made["links"][0], "health": "fine"}]},
            r"links\.0\.health: Input should be 'ok'",
            id="an unknown word",
        ),
    ],
)
def test_file_that_is_not_a_report(report: Report, tmp_path: Path, harm: Callable[[Any], Any], reason: str) -> None:
    """One line that names the file, the place and what is wrong with it."""
    path = tmp_path / "old.json"
    path.write_text(json.dumps(harm(document(report))))
    with pytest.raises(InputError, match=reason) as caught:
        report_json.load(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(None, "cannot be read", id="no file"),
        pytest.param(b"", "not JSON", id="empty"),
        pytest.param(b"\xff\xfe\x00", "not JSON", id="binary"),
        pytest.param(b'{"schema_version": 1', "not JSON", id="cut short"),
        pytest.param(b"[" * 100_000, "not JSON", id="very deep"),
    ],
)
def test_file_that_is_not_json(tmp_path: Path, content: bytes | None, reason: str) -> None:
    """An untrusted file never causes a traceback."""
    path = tmp_path / "old.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=reason):
        report_json.load(path)
