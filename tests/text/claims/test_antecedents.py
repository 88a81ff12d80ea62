"""What `which`, or a predicate without a subject, refers back to."""

import pytest

from linkscan.text.claims.event_finder import find_events
from linkscan.text.claims.tagger import tag_sentence
from linkscan.text.urls.finder import find_urls


@pytest.mark.parametrize(
    ("text", "names", "is_ours"),
    [
        ("We present a new dataset, which is available.", ["dataset"], True),
        ("We present a dataset that is available.", ["dataset"], True),
        ("Overall, SongBase is a resource for all singers, which is available.", ["songbase"], False),
        ("The model is part of a web server, which is available.", ["web server"], False),
        ("We built TextNet, a parser which will be released.", ["textnet", "parser"], True),
        ("Our parser uses a corpus, the code of which is available.", ["code"], True),
        ("Our parser was trained on datasets that are available.", [], False),
        ("We trained models on the SongSet dataset, which is available at https://x.org/a.", [], False),
        ("We collected a corpus for research, available at https://x.org/a.", ["corpus"], False),
        ("We report the development of a database of songs, available at https://x.org/a.", ["database"], False),
        ("We report the development of databases, available at https://x.org/a.", ["databases"], False),
    ],
)
def test_antecedent_is_what_was_made_before(text: str, names: list[str], is_ours: bool) -> None:
    sentence = tag_sentence(text, 0, len(text), find_urls(text))
    mentions = [mention for event in find_events(sentence) for mention in event.mentions]
    assert [sentence.words[mention.at] for mention in mentions] == names
    assert any(mention.is_ours for mention in mentions) is is_ours
