"""The engine of a cluster. The driver deals places and questions to the workers, and keeps the cache and the report.

A place is visited where the first host that it asks belongs: there its pages are fetched, read and judged. A
hop or a second opinion at another host comes back as a question, and goes on to that host's owner. Whatever is
lost with a worker is done again by the next, which finds in the cache all that had been answered.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager

from linkscan.cores import chunked
from linkscan.engines import words
from linkscan.engines.crew import Crew, open_crew
from linkscan.engines.dealing import deal, owner
from linkscan.engines.desk import Desk
from linkscan.engines.engine import Text, Visit, untold
from linkscan.engines.line import LostError
from linkscan.engines.post import Post
from linkscan.forges import forge_of
from linkscan.models import Answer, Failure, Paper, Place, Question
from linkscan.settings import Settings
from linkscan.web import Web, Witness
from linkscan.web.clock import Clock
from linkscan.web.following import Following
from linkscan.web.standings import Standings
from linkscan.web.store import Store


class Cluster:
    """Has everything done by the workers, one part of the web each."""

    def __init__(self, settings: Settings, crew: Crew, store: Store, standings: Standings, parts: int) -> None:
        self._settings, self._crew = settings, crew
        self.posts: list[Post] = []
        owners = Owners(self.posts)
        self.witness = Witness(Following(owners, settings.max_redirects))
        desk = Desk(store, standings, self.witness, owners)
        self.posts.extend(Post(part, crew, desk) for part in deal(settings, parts))

    async def ask(self, question: Question) -> Answer:
        """Have one question asked, and its redirects followed."""
        return await self.witness.ask(question)

    async def visit(self, places: Sequence[Place]) -> Mapping[str, Visit]:
        """Have places visited by the owner of the host that is asked first."""
        post = self.posts[owner(self._first_asked(places), len(self.posts))]
        try:
            visits: Mapping[str, Visit] = await post.line.call(words.Visit(tuple(places)))
        except LostError as lost:
            return untold(places, str(lost))
        return visits

    async def read(self, papers: Iterable[Paper]) -> AsyncIterator[Text]:
        """Have papers read in chunks, twice as many under way as there are hands."""
        most = 2 * await self._crew.threads()
        under_way: deque[Awaitable[list[Text]]] = deque()
        for chunk in chunked(papers):
            under_way.append(self._crew.read(chunk))
            if len(under_way) >= most:
                for text in await under_way.popleft():
                    yield text
        for reading in under_way:
            for text in await reading:
                yield text

    def _first_asked(self, places: Sequence[Place]) -> str:
        questions = next(forge_of(places[0]).inspect(places, self._settings), ())
        return questions[0].url if questions else places[0].url


class Owners(Web):
    """Asks each question of the shard that its host belongs to."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._posts = posts

    async def ask(self, question: Question) -> Answer:
        """Ask there, redirects not followed."""
        try:
            answer: Answer = await self._posts[owner(question.url, len(self._posts))].line.call(words.Ask(question))
        except LostError as lost:
            return Answer(question.url, failure=Failure.RESET, detail=str(lost), attempts=0)
        return answer


@asynccontextmanager
async def open_cluster(settings: Settings) -> AsyncIterator[Cluster]:
    """Open the engine on the cluster that the settings name; SettingsError when it cannot be joined."""
    async with open_crew(settings.scheduler) as crew:
        store, standings = Store(settings.cache / "answers"), Standings(settings.cache, Clock())
        try:
            cluster = Cluster(settings, crew, store, standings, parts=len(await crew.workers()))
            async with _served(cluster.posts):
                yield cluster
        finally:
            standings.save()
            store.close()


@asynccontextmanager
async def _served(posts: Sequence[Post]) -> AsyncIterator[None]:
    """Serve all parts meanwhile; if one cannot be served, every call on any of them says why."""

    async def serve(post: Post) -> None:
        try:
            await post.serve()
        except Exception as error:  # noqa: BLE001 - raised where a call is awaited
            for each in posts:
                each.line.fail(error)

    serving = [asyncio.create_task(serve(post)) for post in posts]
    try:
        yield
    finally:
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)
