"""Whether an artefact that is said to be out is the authors' own."""

import pytest

from linkscan.text.claims.candidate import candidates_of
from linkscan.text.claims.event_finder import find_events
from linkscan.text.claims.ownership import is_ours
from linkscan.text.claims.tagger import tag_sentence
from linkscan.text.languages import languages_read

LANGUAGES = {language.code: language for language in languages_read()}


def verdicts(code: str, text: str) -> list[bool]:
    """Return for each artefact that a sentence names whether it is the authors'."""
    sentence = tag_sentence(text, 0, len(text), language=LANGUAGES[code])
    return [
        is_ours(candidate)
        for event in find_events(sentence)
        for candidate in candidates_of(
            event, [(mention, ()) for mention in event.mentions], is_promised=False, has_code=False
        )
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ko", "우리는 코드와 데이터셋을 공개한다."),
        ("ko", "우리는 모든 언어에 대한 모델을 제공한다."),
        ("ja", "歌唱データセットとコードを公開する。"),
        ("zh", "我们公开了代码和数据集。"),
    ],
)
def test_what_the_authors_release_is_theirs(code: str, text: str) -> None:
    found = verdicts(code, text)
    assert found
    assert all(found)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ko", "기존 데이터셋은 공개되어 있다."),  # of others
        ("ko", "이 시스템은 합창단에게 실시간 데이터를 제공한다."),  # by a thing
        ("ko", "본 논문은 안정적인 합창 모델을 제공한다."),  # merely provided
        ("ja", "歌唱データが利用可能である。"),  # in general
    ],
)
def test_what_others_or_things_provide_is_not(code: str, text: str) -> None:
    found = verdicts(code, text)
    assert found
    assert not any(found)
