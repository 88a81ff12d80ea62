"""What must hold of all facts, whatever was answered."""

import json
import math
from dataclasses import asdict
from urllib.parse import urlsplit

from linkscan import content
from linkscan.address import parse_address
from linkscan.forges.answers import GONE
from linkscan.models import Answer, Asset, Content, Facts, Failure, Health, Kind, Question

Asked = list[tuple[Question, Answer]]
_ALIVE = (Health.OK, Health.MOVED)


def assert_lawful(facts: Facts, asked: Asked) -> None:
    """Check one set of facts against all that was asked for it (and for its neighbours)."""
    assert isinstance(facts.health, Health)
    assert facts.kind is None or isinstance(facts.kind, Kind)
    assert facts.reason
    if facts.health is Health.GONE:
        assert any(may_say_no(question, answer) for question, answer in asked), facts.reason
    if facts.health in _ALIVE:
        assert any(answer.failure is None for _, answer in asked), facts.reason
    for url in (facts.canonical, *facts.leads):
        assert url is None or parse_address(url), url
    assert all(file.size is None or isinstance(file.size, int) for file in facts.files or ())
    assert math.isfinite(facts.asked_at)
    json.dumps(asdict(facts), ensure_ascii=False).encode()
    for asset, held in content.judge(facts.files, facts.readme, facts.notice).items():
        assert isinstance(asset, Asset)
        assert isinstance(held.content, Content)
        assert held.reason


def may_say_no(question: Question, answer: Answer) -> bool:
    """Tell whether an answer can hold a host's own "no": trouble of any sort cannot."""
    if answer.failure is not None:
        return answer.failure is Failure.NO_SUCH_HOST
    is_blocked = answer.status == 403 and b"block" in answer.body  # as GitHub said it before 451
    return is_blocked or answer.status in {*GONE, *question.settled_by} or 200 <= (answer.status or 0) < 400


def assert_askable(question: Question) -> None:
    """Check that a question can be sent: an address of the web, a method, headers of one line."""
    address = parse_address(question.url)
    assert address is not None, question.url
    assert address.scheme in ("http", "https"), question.url
    assert urlsplit(question.url).hostname, question.url
    assert question.method in ("GET", "HEAD", "POST")
    assert all("\n" not in name + value and "\r" not in name + value for name, value in question.headers)
    assert question.limit > 0
