"""Which word of a phrase names an artefact that has no common noun."""

import pytest

from linkscan.text.claims.artefact_names import find_name
from tests.text.claims.tagged import tagged


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("TextNet", "textnet"),
        ("Songverse", "songverse"),
        ("our TextNet", "textnet"),
        ("TextNet 2.0", "textnet"),
        ("TextNet v3.1", "textnet"),
        ("the latest version of TextNet", "textnet"),
        ("our work", "work"),
        ("the project", "project"),
        ("our repository", "repository"),
        ("a captioner trained", "trained"),
    ],
)
def test_a_name_is_the_last_word_that_can_be_one(phrase: str, name: str) -> None:
    sentence = tagged(phrase)
    at = find_name(sentence, 0, len(sentence.words))
    assert at is not None
    assert sentence.words[at] == name


@pytest.mark.parametrize(
    ("text", "name"), [("We release TextNet 2.0", "textnet"), ("We share freely everything", "everything")]
)
def test_a_name_may_follow_a_verb(text: str, name: str) -> None:
    sentence = tagged(text)
    at = find_name(sentence, 2, len(sentence.words))
    assert at is not None
    assert sentence.words[at] == name


@pytest.mark.parametrize(
    "phrase",
    [
        "the article",
        "a project website",
        "our website",
        "this problem",
        "the",
        "a captioner used",
        "the used project",
        "approximately 6460",
    ],
)
def test_other_phrases_have_no_name(phrase: str) -> None:
    sentence = tagged(phrase)
    assert find_name(sentence, 0, len(sentence.words)) is None
