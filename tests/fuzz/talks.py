"""Run the flow of a host, and check the properties at each step."""

from collections.abc import Callable

from linkscan.hosts.base import FactsFlow
from linkscan.models import Facts, Request, Response
from tests.fuzz.laws import Asked, assert_askable, assert_lawful

MOST_ROUNDS = 40
MOST_QUESTIONS = 400


def hold(inspection: FactsFlow, reply: Callable[[Request], Response]) -> Facts:
    """Run it to its end, which must come; return the facts, which must be valid."""
    asked: Asked = []
    try:
        requests = next(inspection)
        for _ in range(MOST_ROUNDS):
            for request in requests:
                assert_askable(request)
            responses = [reply(request) for request in requests]
            asked.extend(zip(requests, responses, strict=True))
            requests = inspection.send(responses)
    except StopIteration as told:
        facts: Facts = told.value
        assert_lawful(facts, asked)
        assert len(asked) <= MOST_QUESTIONS
        return facts
    raise AssertionError("endless")
