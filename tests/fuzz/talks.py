"""Hold a conversation with a forge, and check the laws at each step of it."""

from collections.abc import Callable

from linkscan.forges.forge import Inspection
from linkscan.models import Answer, Facts, Question
from tests.fuzz.laws import Asked, assert_askable, assert_lawful

MOST_ROUNDS = 40
MOST_QUESTIONS = 400


def hold(inspection: Inspection, reply: Callable[[Question], Answer]) -> Facts:
    """Hold it to its end, which must come; give the facts, which must be lawful."""
    asked: Asked = []
    try:
        questions = next(inspection)
        for _ in range(MOST_ROUNDS):
            for question in questions:
                assert_askable(question)
            answers = [reply(question) for question in questions]
            asked.extend(zip(questions, answers, strict=True))
            questions = inspection.send(answers)
    except StopIteration as told:
        facts: Facts = told.value
        assert_lawful(facts, asked)
        assert len(asked) <= MOST_QUESTIONS
        return facts
    raise AssertionError("endless")
