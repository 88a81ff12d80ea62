"""Each sense is refused, and the release that is worded most like it is read; without the sense, neither is refused."""

import pytest

from linkscan.text.claims import other_senses
from linkscan.text.claims.claims import find_claims
from linkscan.text.languages.english import ENGLISH
from linkscan.text.urls.finder import find_urls

U = "https://lab.org/a"
SENSES = {
    "_is_rule_book": ("The code of conduct is freely available.", "The code of the parser is freely available."),
    "_is_needed": (
        "We keep a corpus due to the need to make it available as data.",
        "We keep a corpus and make it available as data.",
    ),
    "_is_supposed": (
        "It fails even when song data and code are available.",
        "It wins, and song data and code are available.",
    ),
    "_is_literature": (
        "Two new tools have been published.",
        "Two new tools have been published under the MIT licence.",
    ),
    "_is_set_free": ("Our parser was released from the shell.", "Our parser was released on GitHub."),
    "_is_ability": (
        "With it we will have the ability to record and publish song data.",
        "With it we record and publish song data.",
    ),
    "_is_compound": (
        "We studied the challenges of recording and publishing song data.",
        "We studied songs by recording and publishing song data.",
    ),
    "_is_outside": (
        "We choose a new way, formulating our model in terms of beats about which a guess is available.",
        "We choose a new way, and our model is available.",
    ),
    "_is_of_many": ("There are few open-source parsers.", "These are open-source parsers."),
    "_is_used_here": (
        "The decoder, which is an open-source system, was used to read songs.",
        "The decoder, which is an open-source system, reads songs.",
    ),
    "_is_kept_elsewhere": (
        "Legacy song data made available through the Song Archive provide evidence.",
        "Our song data are available through the Song Archive (https://lab.org/a).",
    ),
    "_is_for_few": ("The recordings were made available to students.", "The recordings were made publicly available."),
    "_is_long_ago": ("Ten years ago, the song database was released.", "The song database was released."),
    "_is_coming": ("Larger datasets will become available.", "Larger datasets will be made available."),
    "_is_open_question": ("This model is open for research on whales.", "This model is openly available for research."),
    "_is_taken": ("The song data are downloaded from an archive.", "The song data can be downloaded from our page."),
    "_is_work": (
        "The detailed implementation of the guideline is provided.",
        "The open-source implementation of the guideline is provided.",
    ),
    "_is_purpose": ("The aim of this study is to provide an atlas.", "In this study we provide an atlas."),
    "_is_format": ("The script is only available as raster-data.", "The corpus is available as raster-data."),
    "_is_made_clear": ("We want to make SongTree accessible to readers.", "We make SongTree publicly accessible."),
}


def is_claimed(sentence: str) -> bool:
    return bool(find_claims("", sentence, find_urls(sentence), (ENGLISH,)))


@pytest.mark.parametrize("name", SENSES)
def test_a_sense_and_the_release_most_like_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    refused, released = SENSES[name]
    assert is_claimed(released)
    assert not is_claimed(refused)
    monkeypatch.setattr(other_senses, "SENSES", tuple(s for s in other_senses.SENSES if s.__name__ != name))
    assert is_claimed(refused)


def test_each_sense_has_its_sentences() -> None:
    assert [sense.__name__ for sense in other_senses.SENSES] == list(SENSES)
