"""A line between two processes: either end may ask the other, and many questions are under way at once.

What is to be sent gathers in `outgoing` while something else carries what gathered before, so that the fuller the
line, the larger the batches: a message costs microseconds however much the carrying costs.
"""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from linkscan.errors import LinkscanError


@dataclass(frozen=True, slots=True)
class Call:
    """Asks the other end; a `Return` or a `Mistake` of the same number comes back."""

    number: int
    body: Any


@dataclass(frozen=True, slots=True)
class Return:
    """What a call came to."""

    number: int
    body: Any


@dataclass(frozen=True, slots=True)
class Mistake:
    """What a call raised: ours or the caller's, never the web's."""

    number: int
    error: Exception


@dataclass(frozen=True, slots=True)
class Forget:
    """Nobody waits for the reply to a call any more."""

    number: int


@dataclass(frozen=True, slots=True)
class Note:
    """Tells the other end something that needs no reply."""

    body: Any


Message = Call | Return | Mistake | Forget | Note


class LostError(Exception):
    """The other end was lost, time and again, while it had this call."""


@dataclass(slots=True)
class _Waiting:
    body: Any
    reply: asyncio.Future[Any]
    losses: int = 0


class Line:
    """One end of a line. `answer` takes the other end's calls, `hear` its notes, each in a word.

    Must be made and used within one event loop.
    """

    def __init__(self, response: Callable[[Any], Awaitable[Any]], hear: Callable[[Any], None]) -> None:
        self._answer, self._hear = response, hear
        self._numbers: Iterator[int] = count()
        self._waiting: dict[int, _Waiting] = {}
        self._answering: dict[int, asyncio.Task[None]] = {}
        self._outgoing: list[Message] = []
        self._ready = asyncio.Event()
        self._broken: Exception | None = None

    async def call(self, body: Any) -> Any:
        """Ask the other end, and give its reply; raises what it raised, or LostError."""
        if self._broken:
            raise self._broken
        number = next(self._numbers)
        waiting = self._waiting[number] = _Waiting(body, asyncio.get_running_loop().create_future())
        self._send(Call(number, body))
        try:
            return await waiting.reply
        except asyncio.CancelledError:
            self._send(Forget(number))
            raise
        finally:
            del self._waiting[number]

    def note(self, body: Any) -> None:
        """Return the other end something."""
        self._send(Note(body))

    def take(self, messages: Sequence[Message]) -> None:
        """Act on what came from the other end, in order."""
        for message in messages:
            match message:
                case Note(body):
                    self._hear(body)
                case Call(number, body):
                    self._answering[number] = asyncio.create_task(self._reply(number, body))
                case Forget(number):
                    if task := self._answering.get(number):
                        task.cancel()
                case Return(number, body):
                    if (waiting := self._waiting.get(number)) and not waiting.reply.done():
                        waiting.reply.set_result(body)
                case Mistake(number, error):
                    if (waiting := self._waiting.get(number)) and not waiting.reply.done():
                        waiting.reply.set_exception(error)

    async def outgoing(self) -> list[Message]:
        """Wait until there is something to carry, and give all of it."""
        await self._ready.wait()
        self._ready.clear()
        messages, self._outgoing = self._outgoing, []
        return messages

    def start_over(self, patience: int) -> None:
        """Begin anew with another process at the other end: what it has not answered is asked again.

        A call that was lost `patience` times raises LostError: it may be what brings them down.
        """
        self.drop()
        self._ready.clear()
        self._outgoing.clear()
        for number, waiting in self._waiting.items():
            if waiting.reply.done():
                continue
            waiting.losses += 1
            if waiting.losses < patience:
                self._send(Call(number, waiting.body))
            else:
                waiting.reply.set_exception(LostError(f"{patience} workers were lost while they had it"))

    def drop(self) -> None:
        """Stop answering: nobody waits for it any more. Whoever carries goes empty-handed."""
        for task in self._answering.values():
            task.cancel()
        self._ready.set()

    def fail(self, error: Exception) -> None:
        """Let every call raise `error` from now on."""
        self._broken = error
        for waiting in self._waiting.values():
            if not waiting.reply.done():
                waiting.reply.set_exception(error)

    def _send(self, message: Message) -> None:
        self._outgoing.append(message)
        self._ready.set()

    async def _reply(self, number: int, body: Any) -> None:
        try:
            self._send(Return(number, await self._answer(body)))
        except LinkscanError as error:
            self._send(Mistake(number, error))
        except Exception:  # noqa: BLE001 - raised at the other end, where the call is awaited
            self._send(Mistake(number, RuntimeError(traceback.format_exc())))
        finally:
            if self._answering.get(number) is asyncio.current_task():
                del self._answering[number]
