"""Conversations side by side take as many rounds as the longest of them."""

from linkscan.forges.rounds import Talk, side_by_side
from linkscan.models import Answer, Question
from tests.forges.talking import hold


def count_to(name: str, rounds: int) -> Talk[str]:
    """Ask `rounds` times, and tell what was answered."""
    told: list[str] = []
    for number in range(rounds):
        answers = yield [Question(f"{name}{number}"), Question(f"{name}{number}+")]
        told.extend(answer.url for answer in answers)
    return " ".join(told)


def echo(question: Question) -> Answer:
    return Answer(question.url, 200)


def test_each_gets_its_own_answers() -> None:
    results, rounds = hold(side_by_side([count_to("a", 1), count_to("b", 3), count_to("c", 0), count_to("d", 2)]), echo)
    assert results == ["a0 a0+", "b0 b0+ b1 b1+ b2 b2+", "", "d0 d0+ d1 d1+"]
    assert [[question.url for question in questions] for questions in rounds] == [
        ["a0", "a0+", "b0", "b0+", "d0", "d0+"],
        ["b1", "b1+", "d1", "d1+"],
        ["b2", "b2+"],
    ]


def test_nobody_has_nothing_to_say() -> None:
    assert hold(side_by_side([]), echo) == ([], [])
