"""How often linkscan is right in a simulated internet of some two thousand addresses, with and without a token.

`python -m benchmarks.verdicts`: many hosts that answer as their documentation and public bug reports say, pages in all
states that link checkers have got wrong, and trouble that comes and goes. Each address has a truth: there (and what is
behind it), gone, or not to be told from outside. What is there must never be called gone, nor a place without code
be called one with it; a time-out or a wall of an address that is gone is no mistake of that kind, but not right either.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from benchmarks.missing_pages import ENDED, MISSING
from linkscan.checking import check_async
from linkscan.models import Content, Health, LinkResult
from tests.world.anonymous import Phase
from tests.world.breakages import hang_up, reset, truncated
from tests.world.deposits import State
from tests.world.faults import (
    Fault,
    HostFault,
    bot_wall,
    primary_limit,
    redirect_loop,
    secondary_limit,
    status,
    too_many_requests,
)
from tests.world.messages import html, redirect
from tests.world.shelf import Shelf
from tests.world.world import World

PROGRAM = "".join(f"def step_{number}(x):\n    return x * {number} + 1\n\n" for number in range(60))
CODE = {"README.md": "# A tool\n\nRun `main.py`.\n", "LICENSE": "MIT", "main.py": PROGRAM, "lib/model.py": PROGRAM}
SOON = {"README.md": "# A tool\n\nCode coming soon!\n", "assets/teaser.png": "png"}
PROSE = "<p>" + "We show results on several data sets, with a table of comparisons and a film. " * 12


@dataclass(frozen=True)
class Truth:
    """What is true of an address: `health` None where nobody outside can tell, `content` None where it is not asked."""

    words: str
    health: tuple[Health, ...] | None
    content: Content | None = None


ALIVE = (Health.OK, Health.MOVED)
PRESENT = Truth("there, with code", ALIVE, Content.PRESENT)
PROMISED = Truth("there, and says soon", ALIVE, Content.PLACEHOLDER)
EMPTY = Truth("there, and empty", ALIVE, Content.EMPTY)
THERE = Truth("there", ALIVE)
GONE = Truth("gone", (Health.GONE,))
UNTOLD = Truth("nobody can tell", None)


@dataclass(frozen=True)
class Case:
    """An address, what kind of case it is, and the truth."""

    kind: str
    url: str
    truth: Truth


_numbers = count(1)


def _host() -> str:
    return f"lab{next(_numbers)}.example.org"


def _times(kind: str, truth: Truth, number: int, put: Callable[[int], str]) -> Iterator[Case]:
    for index in range(number):
        yield Case(kind, put(index), truth)


def repositories(world: World) -> Iterator[Case]:
    """Yield repositories of every forge, in every state, and what is below them on GitHub."""
    github = world.github

    forges: dict[str, Shelf] = {
        "github.com": github,
        "gitlab.com": world.gitlab,
        "codeberg.org": world.codeberg,
        "bitbucket.org": world.bitbucket,
    }

    def put(name: str, files: dict[str, str], host: str = "github.com", releases: tuple[str, ...] = ()) -> str:
        forges[host].repository(name, files, releases=releases)
        return f"https://{host}/{name}"

    def renamed(index: int) -> str:
        put(f"moved/new-{index}", CODE)
        github.renamed(f"moved/old-{index}", to=f"moved/new-{index}")
        return f"https://github.com/moved/old-{index}"

    def blocked(index: int) -> str:
        github.blocked(f"blocked/r-{index}", reason=("dmca", "tos")[index % 2])
        return f"https://github.com/blocked/r-{index}"

    github.owner("nobody")
    yield from _times("GitHub: code", PRESENT, 150, lambda n: put(f"lab{n % 40}/tool-{n}", CODE))
    yield from _times("GitHub: says soon", PROMISED, 40, lambda n: put(f"soon/tool-{n}", SOON))
    yield from _times("GitHub: empty", EMPTY, 20, lambda n: put(f"empty/tool-{n}", {}))
    yield from _times("GitHub: renamed", PRESENT, 30, renamed)
    yield from _times("GitHub: missing", GONE, 60, lambda n: f"https://github.com/nobody/lost-{n}")
    yield from _times("GitHub: blocked", GONE, 10, blocked)
    put("sub/tool", CODE, releases=("v1.0",))
    below = ("tree/main/lib", "blob/main/main.py", "releases/tag/v1.0", "releases", "issues", "wiki")
    yield from _times("GitHub: below, there", THERE, 12, lambda n: f"https://github.com/sub/tool/{below[n % 6]}")
    lost = ("tree/main/nope-{}", "blob/main/nope-{}.py", "releases/tag/v9.{}", "tree/nope-{}")
    yield from _times(
        "GitHub: below, not there", GONE, 12, lambda n: "https://github.com/sub/tool/" + lost[n % 4].format(n)
    )
    for host, name in (("gitlab.com", "GitLab"), ("codeberg.org", "Codeberg"), ("bitbucket.org", "Bitbucket")):
        for n in range(25):
            yield Case(f"{name}: code", put(f"lab/tool-{n}", CODE, host), PRESENT)
        for n in range(12):
            yield Case(f"{name}: missing", f"https://{host}/lab/lost-{n}", GONE)


def deposits(world: World) -> Iterator[Case]:
    """Yield models, data sets, records, projects, identifiers."""
    hub, weights = world.huggingface, {"README.md": "# M", "model.safetensors": "x" * 2000}

    def model(n: int, files: dict[str, str], **facts: object) -> str:
        hub.model(f"lab/model-{n}-{len(files)}-{len(facts)}", files, **facts)
        return f"https://huggingface.co/lab/model-{n}-{len(files)}-{len(facts)}"

    def record(n: int, state: State) -> str:
        world.zenodo.record(9000 + n, files={"code.zip": 4_000_000}, state=state)
        return f"https://zenodo.org/records/{9000 + n}"

    def identifier(n: int) -> str:
        url = f"https://{_host()}/work"
        world.page(url, f"<title>Work {n}</title><h1>Work {n}</h1>{PROSE}")
        world.doi.identifier(f"10.1234/x.{n}", to=url)
        return f"https://doi.org/10.1234/x.{n}"

    def anonymous(n: int, phase: Phase) -> str:
        world.anonymous.repository(f"anon-{n}-{phase.value}", CODE, phase=phase)
        return f"https://anonymous.4open.science/r/anon-{n}-{phase.value}"

    yield from _times("Hugging Face: model", THERE, 40, lambda n: model(n, weights))
    yield from _times("Hugging Face: gated", THERE, 10, lambda n: model(n, weights, gated="manual"))
    yield from _times("Hugging Face: missing", GONE, 20, lambda n: f"https://huggingface.co/lab/lost-{n}")
    yield from _times("Zenodo: there", THERE, 20, lambda n: record(n, State.OPEN))
    yield from _times("Zenodo: removed", GONE, 8, lambda n: record(100 + n, State.DELETED))
    yield from _times("Zenodo: missing", GONE, 8, lambda n: f"https://zenodo.org/records/{700 + n}")
    yield from _times("DOI: there", THERE, 20, identifier)
    yield from _times("DOI: missing", GONE, 10, lambda n: f"https://doi.org/10.1234/lost.{n}")
    yield from _times("Anonymous GitHub: there", PRESENT, 10, lambda n: anonymous(n, Phase.READY))
    yield from _times("Anonymous GitHub: expired", GONE, 10, lambda n: anonymous(n, Phase.EXPIRED))


LOST_IN_WORDS = (*MISSING, "404 Not Found", "お探しのページは見つかりませんでした")
NOTICES = (*ENDED, "Account Suspended", "百度网盘-链接不存在", "Welcome to nginx!")
NOT_NOW = (
    "Under maintenance",
    "网站维护中",
    "メンテナンス中",
    "Error establishing a database connection",
    "Sito in manutenzione",
)
SCRIPTS = (
    "if(/MSIE/.test(navigator.userAgent)){location='/x'}",
    "// location.href = '/old';",
    "function out(){ location.href = '/'; }",
    "if (screen.width <= 699) { document.location = '/m'; }",
)
UNSEEN = ("style='display:none'", "hidden", "v-if=lost", "class='modal fade'", "aria-hidden=true", "popover")
FRONTS = ("index.shtml", "wiki/Main_Page", "index.en.html", "en/", "app/", "index2.html", "cgi-bin/index.cgi")


@dataclass(frozen=True)
class Sites:
    """Puts pages into a world, each on a site of its own."""

    world: World

    def put(self, body: str, status: int = 200) -> str:
        """Put a page there; return its address."""
        url = f"https://{_host()}/work"
        self.world.page(url, body, status=status)
        return url

    def front(self, path: str) -> str:
        """Let a site send an address to its front page."""
        host = _host()
        self.world.page(f"https://{host}/", f"<title>{host}</title><h1>{host}</h1>{PROSE}")
        self.world.answer(f"https://{host}/{path}", redirect("/", 301))
        return f"https://{host}/{path}"

    def titled(self, words: Sequence[str], n: int) -> str:
        """Put a page there that says one thing."""
        said = words[n % len(words)]
        return self.put(f"<title>{said}</title><h1>{said}</h1><p>Sorry, number {n}.")


def pages(world: World) -> Iterator[Case]:
    """Yield pages that are there, with code and without."""
    sites = Sites(world)
    put, front = sites.put, sites.front

    def with_code(n: int) -> str:
        world.github.repository(f"lab-pages/code-{n}", CODE)
        return put(
            f"<title>Tool {n}</title><h1>Tool {n}</h1><a href=https://github.com/lab-pages/code-{n}>Code</a>{PROSE}"
        )

    def app(n: int) -> str:
        return put(
            f"<title>App {n}</title><div id=root></div><script>{SCRIPTS[n % 4]}</script><script src=/a.js></script>"
        )

    def unseen(n: int) -> str:
        lost = f"<div {UNSEEN[n % len(UNSEEN)]}><h1>Page not found</h1></div>"
        return put(f"<title>Tool {n}</title><h1>Tool {n}</h1><p>A tool that has the number {n}.</p>{lost}")

    def refreshing(n: int) -> str:
        host = _host()
        world.page(f"https://{host}/work", "<meta http-equiv=refresh content='0; url=/new'>")
        if n % 2:
            world.page(f"https://{host}/new", f"<title>New {n}</title>{PROSE}")
        return f"https://{host}/work"

    def gated(_: int) -> str:
        host = _host()

        def answer(request: object) -> object:
            knows = "cookie" in request.headers  # type: ignore[attr-defined] # of the world
            return (
                html(f"<title>In</title>{PROSE}")
                if knows
                else redirect("/work", 302).adding({"set-cookie": "s=1; Path=/"})
            )

        world.answer(f"https://{host}/work", answer)  # type: ignore[arg-type] # a handler
        return f"https://{host}/work"

    def short(n: int) -> str:
        url = f"https://bit.ly/s{n}"
        world.chain(url, put(f"<title>Short {n}</title>{PROSE}"))
        return url

    yield from _times("page", THERE, 200, lambda n: put(f"<title>Work {n}</title><h1>Work {n}</h1>{PROSE}"))
    yield from _times("page with code", PRESENT, 100, with_code)
    yield from _times(
        "page: says soon", PROMISED, 40, lambda n: put(f"<h1>W {n}</h1><a class=btn>Code (coming soon)</a>{PROSE}")
    )
    yield from _times("page that scripts fill", THERE, 40, app)
    yield from _times("page with a hidden notice", THERE, 30, unseen)
    yield from _times("page that wants a cookie", THERE, 20, gated)
    yield from _times("page of another name of the front", THERE, 28, lambda n: front(FRONTS[n % len(FRONTS)]))
    yield from _times("short link", THERE, 30, short)
    yield from (Case("refresh", url, THERE if n % 2 else GONE) for n in range(30) for url in [refreshing(n)])


def lost_pages(world: World) -> Iterator[Case]:
    """Yield pages that are gone in every way, walled or failing."""
    sites = Sites(world)
    put, front, titled = sites.put, sites.front, sites.titled
    yield from _times("404", GONE, 100, lambda n: put(f"<title>404</title>{n}", status=404))
    yield from _times("410", GONE, 15, lambda n: put(f"<title>410</title>{n}", status=410))
    yield from _times("soft 404", GONE, 66, lambda n: titled(LOST_IN_WORDS, n))
    yield from _times("sent to the front page", GONE, 40, lambda n: front(f"papers/{n}/tool.html"))
    yield from _times("suspended, expired, default", GONE, 42, lambda n: titled(NOTICES, n))
    yield from _times(
        "domain for sale", GONE, 30, lambda n: put(f"<title>lab{n}.org is for sale</title><p>Make an offer")
    )
    yield from _times("maintenance, database", UNTOLD, 30, lambda n: titled(NOT_NOW, n))
    yield from _times("401, 403, 451", UNTOLD, 40, lambda n: put(f"x{n}", status=(401, 403, 451)[n % 3]))
    yield from _times("500, 503", UNTOLD, 30, lambda n: put(f"x{n}", status=(500, 503)[n % 2]))
    walls = "<title>Making sure you're not a bot!</title><script id=anubis_challenge></script>"
    yield from _times("bot check", UNTOLD, 20, lambda n: put(f"{walls}{n}"))


HOST_FAULTS = (
    ("no such host", HostFault.NXDOMAIN, GONE, 40),
    ("SERVFAIL", HostFault.SERVFAIL, UNTOLD, 15),
    ("refused", HostFault.REFUSED, UNTOLD, 15),
    ("certificate over", HostFault.EXPIRED_CERTIFICATE, UNTOLD, 10),
    ("certificate of another", HostFault.WRONG_CERTIFICATE, UNTOLD, 10),
)
LASTING: tuple[tuple[str, Fault], ...] = (
    ("reset", reset()),
    ("closed", hang_up()),
    ("loop", redirect_loop()),
    ("429", too_many_requests(0)),
    ("wall", bot_wall()),
)
PASSING: tuple[Fault, ...] = (status(503), reset(), hang_up(), too_many_requests(1), status(502), truncated())


def troubles(world: World) -> Iterator[Case]:
    """Yield addresses behind trouble that lasts, and behind trouble that comes and goes."""
    for kind, fault, truth, number in HOST_FAULTS:
        for _ in range(number):
            host = _host()
            world.fault(host, fault)
            yield Case(kind, f"https://{host}/work", truth)
    for kind, lasting in LASTING:
        for _ in range(8):
            host = _host()
            world.page(f"https://{host}/work", PROSE)
            world.fault(host, lasting)
            yield Case(kind, f"https://{host}/work", UNTOLD)
    for n in range(120):
        host = _host()
        is_there = n % 3 != 0
        world.page(f"https://{host}/work", f"<title>Work {n}</title>{PROSE}", status=200 if is_there else 404)
        world.fault(host, PASSING[n % len(PASSING)], times=1)
        yield Case("trouble that passes", f"https://{host}/work", THERE if is_there else GONE)
    world.fault("github.com", status(503), times=5, skip=20)
    world.fault("github.com", reset(), times=5, skip=60)
    world.fault("https://api.github.com/graphql", status(502), times=2)
    world.fault("https://api.github.com/graphql", secondary_limit(1, 200), times=1, skip=2)
    world.fault("api.github.com", primary_limit(2), times=1, skip=6)
    world.fault("huggingface.co", too_many_requests(1), times=2, skip=10)


def describe(world: World) -> list[Case]:
    """Put everything in place; return the addresses with their truths."""
    return [*repositories(world), *deposits(world), *pages(world), *lost_pages(world), *troubles(world)]


def is_right(case: Case, found: LinkResult) -> bool:
    """Return whether a result says what is true."""
    if case.truth.health is None:
        return found.health in (Health.RESTRICTED, Health.UNREACHABLE)
    content_is_right = case.truth.content is None or found.content is case.truth.content
    return found.health in case.truth.health and content_is_right


async def measure(*, with_token: bool) -> None:
    """Check every address in a world of its own, and print what was right."""
    async with World() as world:
        cases = describe(world)
        tokens = {"api.github.com": (world.github.token(),)} if with_token else {}
        settings = world.settings(archives=False, timeout=10, tokens=tokens)
        results = {result.url: result for result in await check_async([case.url for case in cases], settings)}
        requests = world.count()
    wrong = [(case, results[case.url]) for case in cases if not is_right(case, results[case.url])]
    false_gone = [pair for pair in wrong if pair[1].health is Health.GONE and pair[0].truth is not GONE]
    false_present = [
        (case, results[case.url])
        for case in cases
        if case.truth not in (PRESENT, THERE) and results[case.url].content is Content.PRESENT
    ]
    print(f"\n{'with' if with_token else 'without'} a token: {len(cases)} addresses, {requests} requests")
    print(
        f"right {1 - len(wrong) / len(cases):.4f}, called gone {len(false_gone)}, called present {len(false_present)}"
    )
    for kind, number in Counter(case.kind for case, _ in wrong).most_common():
        case, result = next(pair for pair in wrong if pair[0].kind == kind)
        said = "/".join(filter(None, (result.health, result.content)))
        print(f"  {number:3} of {kind} ({case.truth.words}): {said}, {result.reason[:90]}  {result.url}")


def main() -> None:
    """Measure without a token and with one."""
    for with_token in (False, True) if len(sys.argv) < 2 else (sys.argv[1] == "token",):
        asyncio.run(measure(with_token=with_token))


if __name__ == "__main__":
    main()
