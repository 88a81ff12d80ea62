"""Each address goes to the artefact that it is said of, and captions name the address beside them."""

import pytest

from linkscan.text.claims.coreference import Context
from linkscan.text.claims.event_finder import find_events
from linkscan.text.claims.sentences import Sentences
from linkscan.text.claims.tagger import TaggedSentence, tag_sentence
from linkscan.text.claims.url_attachment import attach_urls, read_captions
from linkscan.text.languages.english import ENGLISH
from linkscan.text.urls.finder import find_urls


def tagged(text: str) -> TaggedSentence:
    """Tag a sentence with its addresses."""
    return tag_sentence(text, 0, len(text), find_urls(text))


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("Code and data are available at https://a.org.", {"code": ["a"], "data": ["a"]}),
        ("Code is available at https://a.org and data at https://b.org.", {"code": ["a"], "data": ["b"]}),
        ("Code and data are available at https://a.org and https://b.org.", {"code": ["a", "b"], "data": ["a", "b"]}),
        (
            "Code and data are available at https://a.org and https://b.org, respectively.",
            {"code": ["a"], "data": ["b"]},
        ),
        ("It is available at https://a.org, or as source code at https://b.org.", {"it": ["a"], "source code": ["b"]}),
        ("We provide code to read files from the corpus (https://a.org).", {"code": []}),
    ],
)
def test_an_address_belongs_to_what_was_named_since_the_last(text: str, placed: dict[str, list[str]]) -> None:
    """In one release event."""
    sentence = tagged(text)
    (event, *_) = find_events(sentence)
    pairs = attach_urls(event, event.mentions, len(sentence.tags), set())
    assert {sentence.words[mention.at]: [url[8] for url in urls] for mention, urls in pairs} == placed


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("Code: https://a.org", ["code"]),
        ("For code, visit https://a.org", ["code"]),
        ("See https://a.org for the data.", ["data"]),
        ("GitHub: https://a.org", ["code"]),
        ("We built a database of songs (https://a.org).", ["data"]),
        ("The tool is of wide use (availability: https://a.org).", ["code"]),
        ("A database (https://a.org) was used.", []),
        ("The data made available by the ministry (https://a.org) are old.", []),
        ("See https://a.org", []),
    ],
)
def test_a_caption_names_the_address_beside_it(text: str, captions: list[str]) -> None:
    """Where no release event has taken the address."""
    context = Context("", text, Sentences(text, ()), ENGLISH)
    assert [asset.value for _, asset, _ in read_captions(tagged(text), set(), context)] == captions


@pytest.mark.parametrize(
    ("title", "text", "captions"),
    [
        ("SONGS: a base", "The big chord database (SONGS; https://a.org) holds songs.", ["data"]),
        ("SONGS: a server", "The interface for tables of chords (SONGS, https://a.org) finds a web server.", ["demo"]),
        ("SongBase in 2020", "SongBase (https://a.org) holds the corpus that we present as a database.", ["data"]),
        ("A study of songs", "SONGS (https://a.org) is a standard.", []),
        ("SONGS: a study", "SONGS (https://a.org) is a standard.", []),
        ("SONGS: a study", "Other databases such as SONGS (https://a.org) exist.", []),
        ("SONGS: finding songs", "SONGS (https://a.org) is a freely available hub for chords.", ["demo"]),
        ("SONGS: finding songs", "SONGS (https://a.org), is a resource for chords.", ["data"]),
        ("SONGS: finding songs", "SONGS (https://a.org) is an interactive platform for chords.", ["demo"]),
        ("SONGS: finding songs", "SONGS (https://github.com/a/b) is an interactive platform for chords.", ["code"]),
        ("SONGS: finding songs", "We present SONGS (https://a.org), a resource of chords.", ["data"]),
        ("SONGS in 2020", "SONGS (Songs of Nearly Great Singers, https://a.org) is a collection of chords.", ["data"]),
        ("The Chord Database (TCD)", "It is in a public place, the Chord Database (TCD; https://a.org).", ["data"]),
        ("SONGS: finding songs", "SONGS is a freely available web server (https://a.org) for chords.", ["demo"]),
        ("Study", "CHORDS is a freely available web server (https://a.org) for chords.", []),
        ("SONGS: a base", "We present SONGS (SNG; https://a.org or https://b.org), a database.", ["data", "data"]),
    ],
)
def test_what_the_title_is_about_is_at_the_address_behind_its_name(title: str, text: str, captions: list[str]) -> None:
    """If the paper tells what kind of thing it is."""
    context = Context(title, text, Sentences(text, ()), ENGLISH)
    assert [asset.value for _, asset, _ in read_captions(tagged(text), set(), context)] == captions
