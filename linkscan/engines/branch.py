"""The web of one part: it asks the hosts of its own itself, and leaves all others to whom they belong."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from linkscan.engines import words
from linkscan.engines.dealing import Part
from linkscan.engines.engine import visit_over
from linkscan.engines.line import Line
from linkscan.models import Answer, Failure, Question
from linkscan.web import Web, Witness
from linkscan.web.caching import Kept
from linkscan.web.following import Following
from linkscan.web.freezing import freeze, thaw
from linkscan.web.opening import open_home
from linkscan.web.standings import Standing
from linkscan.web.witness import Sight, sight_of


@dataclass(frozen=True, slots=True)
class Branch:
    """Visits places over the whole web, of which `home` is the part that is asked from here."""

    web: Web
    home: Witness
    part: Part
    line: Line

    async def answer(self, call: Any) -> Any:
        """Answer a call of the driver."""
        match call:
            case words.Visit(place):
                visit = await visit_over(self.web, place, self.part)
                return visit.facts, visit.holdings
            case words.Ask(question):
                return await self.home.ask(question)
        raise TypeError(call)

    async def vouch(self) -> None:
        """Say nothing of hosts that did not answer unless one does: it may be this machine that is cut off."""
        if not self.home.has_heard and (await self.home.look_around()).is_out:
            await self.line.call(words.CutOff())


@asynccontextmanager
async def open_branch(part: Part, kept: Kept, quotas: Mapping[str, Standing], line: Line) -> AsyncIterator[Branch]:
    """Open the web of a part, whose other parts are at the far end of `line`."""
    async with open_home(part.settings, kept, Quotas(dict(quotas), line)) as web:
        home = Witness(web)
        following = Following(Routing(home, part, line), part.settings.max_redirects)
        yield Branch(Reporting(following, line), home, part, line)


@dataclass(frozen=True, slots=True)
class Borrowed:
    """The cache, as seen from another machine: nothing is kept here, everything is asked for there."""

    line: Line

    async def find(self, key: str) -> Answer | None:
        """Ask what is known."""
        return thaw(await self.line.call(words.Find(key)))

    def put(self, key: str, answer: Answer) -> None:
        """Have an answer kept; compressed here, where there are many hands."""
        self.line.note(words.Keep(key, freeze(answer)))


@dataclass(frozen=True, slots=True)
class Quotas:
    """How we stand with the hosts' quotas: as the driver knew it in the beginning, and he hears what changes."""

    known: dict[str, Standing]
    line: Line

    def get(self, name: str) -> Standing | None:
        """Give what is known."""
        return self.known.get(name)

    def put(self, name: str, standing: Standing) -> None:
        """Have a standing noted."""
        if self.known.get(name) != standing:
            self.known[name] = standing
            self.line.note(words.Stands(name, standing))


@dataclass(frozen=True, slots=True)
class Routing:
    """Asks at home what is ours, and the owner of everything else."""

    home: Web
    part: Part
    line: Line

    async def ask(self, question: Question) -> Answer:
        """Ask where the host belongs."""
        if self.part.owns(question.url):
            return await self.home.ask(question)
        answer: Answer = await self.line.call(words.Ask(question))
        return answer


@dataclass(slots=True)
class Reporting:
    """Tells the driver what each answer shows of the network, when that is news."""

    web: Web
    line: Line
    _told: dict[tuple[str, bool, bool], Sight] = field(default_factory=dict)

    async def ask(self, question: Question) -> Answer:
        """Ask, and report what it showed."""
        answer = await self.web.ask(question)
        if answer.failure is Failure.BUDGET:
            self.line.note(words.Spent())
        sight = sight_of(question, answer)
        if sight is not None and self._told.get(sight.key) is None:
            self._told[sight.key] = sight
            self.line.note(words.Saw(sight))
        return answer
