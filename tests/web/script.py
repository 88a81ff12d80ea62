"""A web of canned answers, to stand below one layer; it remembers what it was asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from linkscan.models import Answer, Question


@dataclass(slots=True)
class Script:
    """Gives its answers in order, the last one for ever; or those of a function."""

    answers: Sequence[Answer] | Callable[[Question], Answer]
    questions: list[Question] = field(default_factory=list)

    async def ask(self, question: Question) -> Answer:
        """Give the next answer, with the address of the question where it has none."""
        self.questions.append(question)
        if callable(self.answers):
            answer = self.answers(question)
        else:
            answer = self.answers[min(len(self.questions), len(self.answers)) - 1]
        return answer if answer.url else replace(answer, url=question.url)

    @property
    def urls(self) -> list[str]:
        """The addresses asked, in order."""
        return [question.url for question in self.questions]


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    """Make an answer with a status; header names with `_` for `-`."""
    return Answer("", status, headers={name.replace("_", "-"): value for name, value in headers.items()}, body=body)
