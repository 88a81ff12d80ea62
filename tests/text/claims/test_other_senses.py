"""Each sense is rejected and a similar release accepted; without the sense, both are accepted."""

import pytest

from linkscan.text.claims import other_senses, release_rules
from linkscan.text.claims.claims import find_claims
from linkscan.text.languages.english import ENGLISH
from linkscan.text.urls.finder import find_urls

U = "https://lab.org/a"
SENSES = {
    "literature": (
        "Two new tools have been published.",
        "Two new tools have been published under the MIT licence.",
    ),
    "in_archive": (
        "Legacy song data made available through the Song Archive provide evidence.",
        "Our song data are available through the Song Archive (https://lab.org/a).",
    ),
    "for_few": ("The recordings were made available to students.", "The recordings were made publicly available."),
    "taken": ("The song data are downloaded from an archive.", "The song data can be downloaded from our page."),
    "execution": (
        "The detailed implementation of the guideline is provided.",
        "The implementation of the guideline is provided in a repository.",
    ),
    "coding_theory": ("We provide two families of cyclic codes.", "We provide the codes of two songs."),
    "figurative": ("We want to make SongTree accessible to readers.", "We make SongTree publicly accessible."),
}


def is_claimed(sentence: str) -> bool:
    return bool(find_claims("", sentence, find_urls(sentence), (ENGLISH,)))


@pytest.mark.parametrize("name", SENSES)
def test_other_sense_and_a_similar_release(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    refused, released = SENSES[name]
    assert is_claimed(released)
    assert not is_claimed(refused)
    fitting = release_rules._rules_for
    monkeypatch.setattr(release_rules, "_rules_for", lambda *key: [r for r in fitting(*key) if r.__name__ != name])
    assert is_claimed(refused)


def test_each_sense_has_its_sentences() -> None:
    assert [sense.__name__ for sense in other_senses.SENSES] == list(SENSES)
