"""An artefact that the authors introduce, followed by its URL, is theirs and at that URL."""

import pytest

from linkscan.text.claims.captions import read_captions
from linkscan.text.claims.context import Context
from linkscan.text.claims.sentences import Sentences
from linkscan.text.languages.english import ENGLISH
from tests.text.claims.tagged import tagged


@pytest.mark.parametrize(
    ("title", "text", "captions"),
    [
        ("SONGS: a base", "The big chord database (SONGS; https://a.org) holds songs.", ["data"]),
        ("SONGS: a server", "The interface for tables of chords (SONGS, https://a.org) finds a web server.", ["demo"]),
        ("SongBase in 2020", "SongBase (https://a.org) holds the corpus that we present as a database.", ["data"]),
        ("A study of songs", "SONGS (https://a.org) is a standard.", []),
        ("SONGS: songs", "It is built upon the SONGS database (https://a.org).", []),
        ("Access to SONGS", "SONGS (https://a.org) is one of the largest open resources.", []),
        ("The Song Zone Gallery", "The Song Zone Gallery (https://a.org) is a new service for singers.", ["demo"]),
        ("The Atlas of Grand Songs: chords", "The Atlas of Grand Songs (AGS; https://a.org) is of use.", ["data"]),
        ("A study of chords", "Many use the Mouse Song database (https://a.org) for chords.", []),
        ("Mouse Song (MS): chords", "Many use the Mouse Song database (https://a.org) for chords.", ["data"]),
        ("SONGS: a study", "We see small shops as SONGS (https://a.org) thrive.", []),
        ("Preface of SONGS", "SONGS (https://github.com/a/b) was held in May as a workshop.", []),
        ("SONGS: a study", "SONGS (https://a.org) is a standard.", []),
        ("SONGS: a study", "Other databases such as SONGS (https://a.org) exist.", []),
        ("SONGS: finding songs", "SONGS (https://a.org) is a freely available hub for chords.", ["demo"]),
        ("SONGS: finding songs", "SONGS (https://a.org) is an easy web site for chords.", ["demo"]),
        ("SONGS: finding songs", "SONGS (https://a.org) has been designed and developed as a tool.", ["code"]),
        ("Chord song consortium: news", "The Chord Song (CS; https://a.org) is a resource for chords.", ["data"]),
        ("SONGS: finding songs", "They are kept in a new database called SONGS https://a.org.", ["data"]),
        ("SONGS: finding songs", "SONGS https://a.org is a comprehensive database of chords.", ["data"]),
        ("Songs: finding songs", "Songs https://a.org, an open web-based platform for chords, helps.", ["demo"]),
        ("SONGS: finding songs", "SONGS (https://a.org), is a resource for chords.", ["data"]),
        ("SONGS: finding songs", "SONGS (https://a.org) is an interactive platform for chords.", ["demo"]),
        ("SONGS: finding songs", "SONGS (https://github.com/a/b) is an interactive platform for chords.", ["code"]),
        ("SONGS: finding songs", "We present SONGS (https://a.org), a resource of chords.", ["data"]),
        ("SONGS in 2020", "SONGS (Songs of Nearly Great Singers, https://a.org) is a collection of chords.", ["data"]),
        ("Finding songs by SONGS", "SONGS (Multi-Song Chords Tables; https://a.org) is a database of songs.", ["data"]),
        ("The Chord Database (TCD)", "It is in a public place, the Chord Database (TCD; https://a.org).", ["data"]),
        ("SONGS: finding songs", "SONGS is a freely available web server (https://a.org) for chords.", ["demo"]),
        ("SONGS: finding songs", "SONGS is a public resource (https://a.org) for chords.", ["data"]),
        ("SONGS: finding songs", "SONGS is a public video (https://a.org) for chords.", []),
        ("Study", "CHORDS is a freely available web server (https://a.org) for chords.", []),
        ("SONGS: songs", "The SONGS project has a web interface for quick queries (https://a.org).", ["demo"]),
        ("SONGS: songs", "We present SONGS (https://a.org), an open-source web server for songs.", ["demo", "code"]),
        ("SONGS: a corpus", "We thus developed SONGS (https://a.org) to fill it.", ["data"]),
        ("SONGS: codes", "The SONGS project (https://github.com/a/b) provides codes, available in C.", ["code"]),
        ("The Song Society in 2018: tools and training", "The Song Society (https://a.org) keeps songs.", []),
        ("Song Hub Database: SHDB", "The SHDB (https://a.org) provides songs.", ["data"]),
        ("Found In Songs: a model", "We present Found In Songs (FIS; https://a.org), a method for songs.", ["code"]),
        ("SONGS in 2020", "The SONGS project (https://a.org) provides tune resources for birds.", ["data"]),
        ("SONGS in 2020", "SONGS (https://a.org) predicts tune resources for birds.", []),
        ("SONGS in 2020", "SONGS (https://a.org) provides results for birds.", []),
        (
            "Finding songs with the SONGS system",
            "The SONGS (songs of birds) system (https://a.org) is a tool.",
            ["code"],
        ),
        ("SONGS--list of songs", "The Names of Singers (SONGS; https://a.org) is a database of songs.", ["data"]),
        ("EBI songs in 2016", "EBI songs (https://a.org) is a freely available hub for songs.", ["demo"]),
        ("SONGS: a base", "SONGS Today is a public database of chords (https://a.org) for all.", ["data"]),
        ("SONGS: a database", "We present SONGS (Video Base for Songs; https://a.org).", ["data"]),
        ("The Bird songs database in 2020", "There were changes in Bird (https://bird.a.org).", ["data"]),
        ("Back to SONGS", "The Great SONGS resource (https://a.org) has been developed.", ["data"]),
        ("Back to birds", "The Great SONGS resource (https://a.org) has been developed.", ["other"]),
        ("The SONGS base in 2017", "SONGS is an open large-scale song database (https://a.org).", ["data"]),
        ("Songs in 2020", "Many changes were seen in Birds (https://birds.a.org).", []),
        ("The Birds database in 2020", "Songs were taken and used from Birds (https://birds.a.org).", []),
        ("SONGS: finding birds", "Birds are found in trees (https://github.com/a/songs).", ["code"]),
        ("SONGS: finding birds", "Birds are found in trees (https://github.com/a/birds).", []),
        ("SONGS: finding birds", "Birds have a page in trees (https://github.com/a/songs).", []),
        ("SONGS: a server", "We put it in SONGS (Estimate of Songs, https://a.org), which helps.", ["demo"]),
        ("SONGS: a base", "We present SONGS (SNG; https://a.org or https://b.org), a database.", ["data", "data"]),
    ],
)
def test_subject_of_the_title_is_at_the_url_after_its_name(title: str, text: str, captions: list[str]) -> None:
    """If the paper says what kind of artefact it is."""
    context = Context(title, text, Sentences(text, ()), ENGLISH)
    assert [asset.value for _, asset, _ in read_captions(tagged(text), set(), context)] == captions
