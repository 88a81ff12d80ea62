"""The top layer: follow redirects hop by hop, each hop a question of its own to the layers below.

So every hop is guarded, paced by its own host, cached and recorded on its own, and no credential crosses to
another host.
"""

from dataclasses import dataclass, replace

from linkscan.address import join_address, parse_address
from linkscan.models import Answer, Failure, Hop, Question
from linkscan.web.credentials import ANONYMOUS
from linkscan.web.web import Web

REDIRECTS = frozenset({301, 302, 303, 307, 308})  # RFC 9110 15.4; 300 and 304 name no single next address
_BODY_HEADERS = frozenset({"content-type", "content-length", "content-encoding"})
_CREDENTIAL_HEADERS = frozenset({"authorization", "private-token", "cookie"})


@dataclass(frozen=True, slots=True)
class Following:
    """Answers with the end of the chain, and the chain in `hops`.

    A loop, a chain longer than `max_redirects`, or a `Location` that is no address are values: `PROTOCOL`,
    with the detail naming it. No address of a loop is asked twice. In the answer `asked_at` is the oldest
    of the chain, `elapsed_ms` the sum, and `attempts` 1 plus every retry on the way.
    """

    web: Web
    max_redirects: int

    async def ask(self, question: Question) -> Answer:
        """Ask, and follow where the answers lead."""
        url = _without_fragment(question.url)
        if url != question.url:
            question = replace(question, url=url)
        answer = await self.web.ask(question)
        if answer.status not in REDIRECTS or "location" not in answer.headers:
            return answer
        return await self._follow(question, answer)

    async def _follow(self, question: Question, answer: Answer) -> Answer:
        hops: list[Hop] = []
        answers = [answer]
        seen = {(question.method, question.url)}
        while answer.status in REDIRECTS and (location := answer.headers.get("location")):
            url = join_address(question.url, location)
            hops.append(Hop(question.url, answer.status, url or location))
            if url is None:
                return _broken(answers, hops, f"redirect to what is no address: {location[:200]}")
            question = _next_question(question, answer.status, _without_fragment(url))
            if (question.method, question.url) in seen:
                return _broken(answers, hops, "redirect loop: " + " -> ".join([*(hop.url for hop in hops), url]))
            if len(hops) > self.max_redirects:
                return _broken(answers, hops, f"more than {self.max_redirects} redirects")
            seen.add((question.method, question.url))
            answer = await self.web.ask(question)
            answers.append(answer)
        return _chained(answer, answers, hops)


def _without_fragment(url: str) -> str:
    """The normal form of an address as it is sent; what is no address is left for the guard to refuse."""
    address = parse_address(url)
    return url if address is None else address.href.partition("#")[0]


def _next_question(question: Question, status: int, url: str) -> Question:
    """Turn a redirect into a question (RFC 9110 15.4; POST to GET as every browser does)."""
    here, there = parse_address(question.url), parse_address(url)
    method, body, headers = question.method, question.body, question.headers
    if (status == 303 and method not in ("GET", "HEAD")) or (status in (301, 302) and method == "POST"):
        method, body = "GET", b""
        headers = tuple(pair for pair in headers if pair[0].lower() not in _BODY_HEADERS)
    if here is None or there is None or (here.scheme, here.host, here.port) != (there.scheme, there.host, there.port):
        headers = tuple(pair for pair in headers if pair[0].lower() not in _CREDENTIAL_HEADERS)
        headers = (*headers, ANONYMOUS)
    return replace(question, url=url, method=method, body=body, headers=headers)


def _chained(answer: Answer, answers: list[Answer], hops: list[Hop]) -> Answer:
    return replace(
        answer,
        hops=tuple(hops),
        asked_at=min(each.asked_at for each in answers),
        elapsed_ms=sum(each.elapsed_ms for each in answers),
        attempts=1 + sum(max(0, each.attempts - 1) for each in answers),
        from_cache=all(each.from_cache for each in answers),
    )


def _broken(answers: list[Answer], hops: list[Hop], detail: str) -> Answer:
    end = Answer(answers[-1].url, failure=Failure.PROTOCOL, detail=detail, asked_at=answers[0].asked_at)
    return replace(_chained(end, answers, hops), from_cache=all(each.from_cache for each in answers))
