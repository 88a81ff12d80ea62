"""What a sentence says the authors made is at the URL after it."""

import pytest

from linkscan.text.claims.captions import read_captions
from linkscan.text.claims.context import Context
from linkscan.text.claims.sentences import Sentences
from linkscan.text.languages.english import ENGLISH
from tests.text.claims.tagged import tagged


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("We built a database of songs (https://a.org).", ["data"]),
        ("The tool is of wide use (availability: https://a.org).", ["code"]),
        ("A new song dataset, the largest to date, was collected for our work (https://a.org).", ["data"]),
        ("A song dataset, the largest to date, was collected for our work (https://a.org).", []),
        (
            "Two nomograms were built for songs (https://a.shinyapps.io/b) and chords (https://a.shinyapps.io/c).",
            ["demo"] * 2,
        ),
        ("The tool predicts songs well (https://a.shinyapps.io/b).", []),
        ("We introduce a web-based tool called SongTie (Song Tie & Tester, https://a.org).", ["demo"]),
        ("We prepared songs with a kit (Song Company, https://a.org).", []),
        ("We developed SongTie: https://a.org, a public resource for singers.", ["data"]),
        ("We developed a platform, SongTie (https://a.org), for singers.", ["demo"]),
        ("We developed a platform, SongTie (https://github.com/a/b), for singers.", ["code"]),
        ("We now report SongBase 4.0 (https://a.org).", ["data"]),
        ("We present an update of the SongSet (https://a.org) dataset of chords.", ["data"]),
        ("A web server AlgSong 2.0 has been developed that allows the search of chords (https://a.org).", ["demo"]),
        ("A web server AlgSong 2.0 has been searched that allows the search of chords (https://a.org).", []),
        ("We present an outline of the SongSet (https://a.org) dataset of chords.", []),
        ("An online database called Song Base (https://a.org) was generated.", ["data"]),
        ("An online database called Song Base (https://a.org) was searched.", []),
        ("The online database called Song Base (https://a.org) was generated in 1990.", []),
        ("These were used to create a freely and openly accessible database (https://a.org).", ["data"]),
        ("The findings provide a new online database resource for singers (https://a.org).", ["data"]),
        ("Songs are summarized in a freely accessible database (https://a.org).", ["data"]),
        ("Songs are discussed in a freely accessible database (https://a.org).", []),
        ("Songs are summarized from a freely accessible database (https://a.org).", []),
        ("The songs are organized in a database https://a.org for singers.", ["data"]),
        ("We built a database of songs from man and mouse (https://a.org).", ["data"]),
    ],
)
def test_own_artefact_is_at_the_bracketed_url_after_it(text: str, captions: list[str]) -> None:
    context = Context("", text, Sentences(text, ()), ENGLISH)
    assert [asset.value for _, asset, _ in read_captions(tagged(text), set(), context)] == captions
