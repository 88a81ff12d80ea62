"""A link is examined as far as it leads: to its target, from a page to its repository, to its new home."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from linkscan.examine.examiner import examine
from linkscan.examine.executor import Workers
from linkscan.examine.parse_pool import ParsePool, TargetResult, TokenHosts
from linkscan.http import open_client
from linkscan.models import (
    Asset,
    Checklist,
    Content,
    Facts,
    Health,
    Judgement,
    Kind,
    Link,
    LinkResult,
    Metadata,
    SkipCause,
    Target,
)
from linkscan.settings import Settings
from tests.world.faults import redirect, status
from tests.world.programs import PROGRAM
from tests.world.world import World

pytestmark = pytest.mark.anyio

CODE = {"README.md": "# Tool\n\nRun main.py.", "main.py": PROGRAM, "tool/core.py": PROGRAM}
PROMISE = {"README.md": "# Soon\n\nCode coming soon!", "LICENSE": "MIT"}


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with World() as world:
        yield world


async def examined(world: World, *urls: str, **overrides: Any) -> list[LinkResult]:
    """Examine addresses and return their results in order."""
    settings = world.settings(**overrides)
    async with open_client(settings) as client:
        links = [Link(url, url) for url in urls]
        found = {
            evidence.url: evidence
            async for evidence in examine(links, ParsePool(client, Workers(), settings), settings)
        }
    return [found[url] for url in urls]


async def test_a_repository_with_code_is_present(world: World) -> None:
    world.github.repository("lab/tool", files=CODE)
    [found] = await examined(world, "https://github.com/lab/tool")
    assert (found.health, found.content, found.kind) == (Health.OK, Content.PRESENT, Kind.REPOSITORY)
    assert found.holdings[Asset.CODE].content is Content.PRESENT
    assert found.checked_at is not None


async def test_a_repository_that_promises_code_is_a_placeholder(world: World) -> None:
    world.github.repository("lab/soon", files=PROMISE)
    [found] = await examined(world, "https://github.com/lab/soon")
    assert (found.health, found.content) == (Health.OK, Content.PLACEHOLDER)
    assert found.content_reason is not None
    assert "Code coming soon!" in found.content_reason


async def test_a_page_holds_what_its_code_link_holds(world: World) -> None:
    world.github.repository("lab/tool", files=CODE)
    world.page("https://tool.example.org/", "<h1>Tool</h1><a href='https://github.com/lab/tool'>Code</a>")
    [found] = await examined(world, "https://tool.example.org/")
    assert (found.health, found.content) == (Health.OK, Content.PRESENT)
    assert found.code_url == "https://github.com/lab/tool"


async def test_a_page_that_names_no_repository_is_unknown(world: World) -> None:
    world.page("https://tool.example.org/", "<h1>Tool</h1><p>We present a tool.</p>")
    [found] = await examined(world, "https://tool.example.org/")
    assert (found.health, found.content, found.code_url) == (Health.OK, Content.UNKNOWN, None)


@pytest.mark.parametrize(
    ("files", "content", "code_url"),
    [
        pytest.param(CODE, Content.PRESENT, "https://github.com/lab/tool", id="code"),
        pytest.param({"index.html": "<h1>Tool</h1>"}, Content.UNKNOWN, None, id="the page's own files"),
        pytest.param(PROMISE, Content.UNKNOWN, None, id="a promise"),
        pytest.param(None, Content.UNKNOWN, None, id="no such repository"),
    ],
)
async def test_guessed_repository_of_a_page_counts_only_if_it_holds_code(
    world: World, files: dict[str, str] | None, content: Content, code_url: str | None
) -> None:
    if files is not None:
        world.github.repository("lab/tool", files=files)
    world.page("https://lab.github.io/tool/", "<h1>Tool</h1><p>We present a tool.</p>")
    [found] = await examined(world, "https://lab.github.io/tool/")
    assert (found.health, found.content, found.code_url) == (Health.OK, content, code_url)
    if code_url:
        assert found.content_reason is not None
        assert "likely built from https://github.com/lab/tool" in found.content_reason


async def test_page_that_names_its_code_gets_no_guess(world: World) -> None:
    world.github.repository("lab/core", files=PROMISE)
    world.github.repository("lab/tool", files=CODE)
    world.page("https://lab.github.io/tool/", "<h1>Tool</h1><a href='https://github.com/lab/core'>Code</a>")
    [found] = await examined(world, "https://lab.github.io/tool/")
    assert (found.content, found.code_url) == (Content.PLACEHOLDER, "https://github.com/lab/core")


async def test_a_page_whose_code_link_is_gone_holds_no_code(world: World) -> None:
    world.page("https://tool.example.org/", "<h1>Tool</h1><a href='https://github.com/lab/never'>Code</a>")
    [found] = await examined(world, "https://tool.example.org/")
    assert (found.health, found.content) == (Health.OK, Content.PLACEHOLDER)
    assert found.content_reason is not None
    assert "https://github.com/lab/never is gone" in found.content_reason


SEVERAL = "<h1>Tool</h1><a href='https://github.com/lab/{0}'>Code</a> <a href='https://github.com/lab/{1}'>Code</a>"
BARE = {"README.md": "# Tool"}
BESIDE = {f"branch-{number:02}": {"README.md": f"# Tool {number}"} for number in range(25)}


@pytest.mark.parametrize("has_token", [True, False])
@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("https://never.example.org/", Content.PRESENT),
        ("https://soon.example.org/", Content.PRESENT),
        ("https://walled.example.org/", Content.UNKNOWN),
        ("https://none.example.org/", Content.PLACEHOLDER),
        ("https://long.example.org/", Content.UNKNOWN),
        ("https://github.com/lab/many", Content.UNKNOWN),
        ("https://github.com/lab/branches", Content.UNKNOWN),
    ],
)
async def test_unexamined_lead_may_hold_the_code(world: World, path: str, content: Content, *, has_token: bool) -> None:
    """Each of several repositories is examined, and an omitted one is never missing."""
    world.github.repository("lab/tool", files=CODE)
    world.github.repository("lab/soon", files=PROMISE)
    world.github.repository(
        "lab/many", files=BARE, submodules={f"s{n}": f"https://github.com/lab/n{n}" for n in range(4)}
    )
    world.github.repository("lab/branches", files=BARE, branches=BESIDE)
    world.github.repository("lab/released", files=BARE, releases=("v1",), released={f"{n}.csv": 9 for n in range(20)})
    for name, others in (("never", ("never", "tool")), ("soon", ("soon", "tool")), ("none", ("never", "soon"))):
        world.page(f"https://{name}.example.org/", SEVERAL.format(*others))
    world.page("https://walled.example.org/", SEVERAL.format("never", "walled"))
    world.fault("https://github.com/lab/walled*", status(503))
    world.page("https://long.example.org/", f"<h1>Tool</h1><p>Code coming soon.</p>{'<p>A word.</p>' * 50_000}")
    tokens: dict[str, Any] = {"tokens": {"api.github.com": world.github.token()}} if has_token else {}
    [found] = await examined(world, path, retries=0, **tokens)
    code = found.holdings[Asset.CODE]
    assert (found.health, code.content) == (Health.OK, content), code.reason


async def test_pages_that_link_to_each_other_do_not_loop(world: World) -> None:
    world.page("https://a.example.org/", "<h1>A</h1><a href='https://b.example.org/'>Code</a>")
    world.page("https://b.example.org/", "<h1>B</h1><a href='https://a.example.org/'>Code</a>")
    found = await examined(world, "https://a.example.org/", "https://b.example.org/")
    assert [each.content for each in found] == [Content.UNKNOWN, Content.UNKNOWN]
    assert [each.code_url for each in found] == ["https://b.example.org/", "https://a.example.org/"]
    assert world.count("a.example.org") == 1


@pytest.mark.parametrize(("pages", "content"), [(2, Content.PRESENT), (3, Content.UNKNOWN)])
async def test_a_link_is_followed_to_two_further_targets_and_no_deeper(
    world: World, pages: int, content: Content
) -> None:
    """From a page to the new page of the project, and to the repository that this names."""
    world.github.repository("lab/tool", files=CODE)
    for number in range(pages):
        onward = f"https://p{number + 1}.github.io/" if number + 1 < pages else "https://github.com/lab/tool"
        world.page(f"https://p{number}.github.io/", f"<h1>Tool</h1><a href='{onward}'>Code</a>")
    [found] = await examined(world, "https://p0.github.io/")
    assert found.content is content
    assert (world.count("github.com") > 0) is (content is Content.PRESENT)


@pytest.mark.parametrize(
    ("settings", "url", "cause"),
    [
        ({"exclude": ("tool",)}, "https://github.com/lab/tool", SkipCause.EXCLUDED),
        ({"include": ("other",)}, "https://github.com/lab/tool", SkipCause.EXCLUDED),
        ({"offline": True}, "https://github.com/lab/tool", SkipCause.OFFLINE),
        ({"offline": True}, "https://lab.example.org/", SkipCause.OFFLINE),
        ({"budget_requests": 1}, "https://lab.example.org/", None),
        ({}, "https://192.168.0.1/", SkipCause.UNSAFE),
        ({}, "ftp://lab.example.org/", SkipCause.UNSAFE),
        ({}, "https://lab.example.org/", None),
    ],
)
async def test_unrequested_link_has_a_reason(
    world: World, settings: dict[str, Any], url: str, cause: SkipCause | None
) -> None:
    world.page("https://lab.example.org/", "<h1>Lab</h1>")
    [found] = await examined(world, url, **settings)
    assert (found.health is Health.SKIPPED, found.skip_cause) == (cause is not None, cause)


async def test_repository_cut_off_by_the_budget_stays_incomplete(world: World) -> None:
    world.github.repository("lab/tool", files=CODE)
    [found] = await examined(world, "https://github.com/lab/tool", budget_requests=1)
    assert (found.content, found.skip_cause) == (Content.UNKNOWN, SkipCause.BUDGET)


async def test_a_page_whose_repository_is_not_in_the_cache_says_so(world: World) -> None:
    world.github.repository("lab/tool", files=CODE)
    world.page("https://tool.example.org/", "<h1>Tool</h1><a href='https://github.com/lab/tool'>Code</a>")
    await examined(world, "https://tool.example.org/", exclude=("github",))
    [found] = await examined(world, "https://tool.example.org/", offline=True)
    assert (found.health, found.content, found.skip_cause) == (Health.OK, Content.UNKNOWN, SkipCause.OFFLINE)


async def test_spellings_of_one_target_are_examined_once_and_each_reported(world: World) -> None:
    world.github.repository("Lab/Tool", files=CODE)
    urls = [
        "https://github.com/Lab/Tool",
        "http://www.github.com/lab/tool/",
        "https://github.com/lab/TOOL.git",
    ]
    found = await examined(world, *urls)
    asked_for_one = world.count()
    assert [each.content for each in found] == [Content.PRESENT] * 3
    await examined(world, "https://github.com/Lab/Tool")
    assert asked_for_one <= 5


async def test_invalid_address_sends_no_request(world: World) -> None:
    [found] = await examined(world, "https://exa mple.org/")
    assert found.health is Health.INVALID
    assert world.count() == 0


async def test_excluded_address_is_not_requested_even_as_a_lead(world: World) -> None:
    world.github.repository("lab/tool", files=CODE)
    world.page("https://tool.example.org/", "<h1>Tool</h1><a href='https://github.com/lab/tool'>Code</a>")
    urls = ["https://tool.example.org/", "https://github.com/lab/tool"]
    page, repository = await examined(world, *urls, exclude=("github",))
    assert (page.health, page.content) == (Health.OK, Content.UNKNOWN)
    assert (repository.health, repository.reason) == (Health.SKIPPED, "left out: matches --exclude github")
    assert world.count("github.com") == 0


async def test_excluded_code_link_does_not_make_a_page_a_placeholder(world: World) -> None:
    """The other code link is dead, but the excluded one was not examined."""
    page = (
        "<h1>Tool</h1><a href='https://github.com/lab/tool'>Code</a> <a href='https://lab.example.org/c.zip'>Code</a>"
    )
    world.page("https://tool.example.org/", page)
    [found] = await examined(world, "https://tool.example.org/", exclude=("github",))
    assert (found.content, found.skip_cause) == (Content.UNKNOWN, SkipCause.EXCLUDED)
    assert found.content_reason is not None
    assert "https://github.com/lab/tool is left out: matches --exclude github" in found.content_reason


async def test_an_excluded_address_is_not_requested_where_a_redirect_or_a_refresh_leads(world: World) -> None:
    """The link is skipped, with the pattern as the reason."""
    refresh = "<meta http-equiv=refresh content='0;url=https://secret.example.org/x'>"
    world.page("https://refresh.example.org/", f"<title>Moved</title>{refresh}")
    world.fault("short.example.org", redirect("https://secret.example.org/x"))
    urls = ["https://short.example.org/a", "https://refresh.example.org/"]
    for found in await examined(world, *urls, exclude=("secret",)):
        assert (found.health, found.skip_cause) == (Health.SKIPPED, SkipCause.EXCLUDED), found.reason
        assert found.reason == "left out: matches --exclude secret"
    assert world.count("secret.example.org") == 0


async def test_remapped_address_is_requested_elsewhere_and_reported_as_written(world: World) -> None:
    world.github.repository("lab/tool", files=CODE)
    [found] = await examined(world, "https://mirror.dev/lab/tool", remap={"https://mirror.dev": "https://github.com"})
    assert (found.url, found.canonical) == ("https://mirror.dev/lab/tool", "https://github.com/lab/tool")
    assert found.content is Content.PRESENT


WEIGHTS = "# T\n\n## Weights\n\n- [link](https://huggingface.co/lab/tool)\n"
ON_A_DRIVE = "# T\n\nOur code can be downloaded [here](https://drive.google.com/file/d/1abc/view)\n"


@pytest.mark.parametrize(
    ("files", "content"),
    [
        ({"README.md": "# T", "model.safetensors": "x" * 30_000}, Content.PRESENT),
        ({"README.md": "# T"}, Content.PLACEHOLDER),
    ],
)
async def test_links_of_a_readme_are_examined(world: World, files: dict[str, str], content: Content) -> None:
    world.github.repository("lab/tool", files={**CODE, "README.md": WEIGHTS})
    world.huggingface.model("lab/tool", files=files)
    [found] = await examined(world, "https://github.com/lab/tool")
    assert found.holdings[Asset.MODEL].content is content
    assert "huggingface.co/lab/tool" in found.holdings[Asset.MODEL].reason


async def test_gone_link_of_a_readme_holds_nothing(world: World) -> None:
    readme = "# T\n\nThe data are [here](https://zenodo.org/records/404404).\n"
    world.github.repository("lab/tool", files={**CODE, "README.md": readme})
    [found] = await examined(world, "https://github.com/lab/tool")
    assert found.holdings[Asset.DATA].content is Content.PLACEHOLDER
    assert found.content is Content.PRESENT


async def test_code_on_a_drive_behind_a_wall_is_unknown(world: World) -> None:
    world.github.repository("lab/tool", files={"README.md": ON_A_DRIVE})
    world.page("https://drive.google.com/file/d/1abc/view", "<title>Sign in</title>You need access")
    [found] = await examined(world, "https://github.com/lab/tool")
    assert found.holdings[Asset.CODE].content is Content.UNKNOWN


async def test_readme_decides_if_a_drive_does_not_answer(world: World) -> None:
    world.github.repository("lab/tool", files={"README.md": ON_A_DRIVE})
    [found] = await examined(world, "https://github.com/lab/tool")
    assert found.holdings[Asset.CODE].content is Content.PRESENT
    assert "not examined" in found.holdings[Asset.CODE].reason


async def test_unreachable_data_are_judged_by_the_readme(world: World) -> None:
    readme = "# T\n\nThe data are [here](https://b.s3.eu-west-1.amazonaws.com/data.zip).\n"
    world.github.repository("lab/tool", files={**CODE, "README.md": readme})
    [found] = await examined(world, "https://github.com/lab/tool")
    assert found.holdings[Asset.DATA].content is Content.PRESENT
    assert "not examined" in found.holdings[Asset.DATA].reason


PAGE, REPOSITORY = "https://tool.example.org/", "https://github.com/lab/tool"
FOUND = Facts(Health.OK, "there", status_code=200, attempts=2, elapsed_ms=30, asked_at=1_700_000_000.5, from_cache=True)


@dataclass
class Table:
    """A pool with the facts and the code of each target in a table."""

    facts: Mapping[str, Facts]
    code: Mapping[str, Content] = field(default_factory=dict)
    checklist: Checklist | None = None
    access: TokenHosts = field(default_factory=lambda: TokenHosts(frozenset()))
    per_host: int = 4
    rechecked: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    async def examine(self, target: Target) -> TargetResult:
        self.asked.append(target.url)
        holdings = dict.fromkeys(Asset, Judgement(Content.UNKNOWN, "not told"))
        holdings[Asset.CODE] = Judgement(self.code.get(target.url, Content.UNKNOWN), f"of {target.url}")
        is_repository = target.kind is Kind.REPOSITORY
        return TargetResult(target, self.facts[target.url], holdings, self.checklist if is_repository else None)


async def by_table(table: Any, *urls: str, settings: Settings | None = None, rechecked: Any = ()) -> list[LinkResult]:
    links = [Link(url, url) for url in urls]
    found = {each.url: each async for each in examine(links, table, settings or Settings(), rechecked)}
    return [found[url] for url in urls]


async def test_lead_of_a_page_shows_what_the_page_does_not() -> None:
    stars = Metadata(stars=3)
    leading = FOUND._replace(leads=(REPOSITORY,), from_cache=False)
    table = Table({PAGE: leading, REPOSITORY: FOUND._replace(metadata=stars)}, checklist=Checklist())
    [page] = await by_table(table, PAGE)
    assert (page.code_url, page.metadata, page.checklist) == (REPOSITORY, stars, Checklist())
    assert (page.attempts, page.elapsed_ms, page.from_cache) == (4, 60, False)
    assert (page.checked_at, page.status_code, page.host) == ("2023-11-14T22:13:20+00:00", 200, "tool.example.org")
    table.facts = {PAGE: leading._replace(metadata=Metadata(stars=5)), REPOSITORY: FOUND}
    [page] = await by_table(table, PAGE)
    assert page.metadata == Metadata(stars=5)


async def test_gone_lead_says_nothing_more_about_its_page() -> None:
    gone = FOUND._replace(health=Health.GONE, metadata=Metadata(stars=3))
    table = Table({PAGE: FOUND._replace(leads=(REPOSITORY,)), REPOSITORY: gone}, checklist=Checklist())
    [page] = await by_table(table, PAGE)
    assert (page.code_url, page.metadata, page.checklist, page.from_cache) == (None, None, None, True)


@pytest.mark.parametrize(
    ("health", "content"), [(Health.GONE, Content.PLACEHOLDER), (Health.UNREACHABLE, Content.UNKNOWN)]
)
async def test_a_code_link_that_does_not_answer_is_not_gone(health: Health, content: Content) -> None:
    table = Table({PAGE: FOUND._replace(leads=(REPOSITORY,)), REPOSITORY: FOUND._replace(health=health)})
    [page] = await by_table(table, PAGE)
    assert (page.content, page.holdings[Asset.CODE].content) == (content, content)


async def test_missing_target_holds_nothing_and_has_no_leads() -> None:
    table = Table({PAGE: Facts(Health.GONE, "not found", leads=(REPOSITORY,))}, code={PAGE: Content.PRESENT})
    [page] = await by_table(table, PAGE)
    assert (page.health, page.content, page.content_reason, page.holdings) == (Health.GONE, None, None, {})
    assert (page.checked_at, page.kind, page.canonical) == (None, Kind.PAGE, PAGE)
    assert table.asked == [PAGE]


async def test_target_with_code_is_not_followed_and_outranks_its_leads() -> None:
    facts = {PAGE: FOUND._replace(leads=(REPOSITORY,)), REPOSITORY: FOUND}
    has_code = Table(facts, code={PAGE: Content.PRESENT})
    [page] = await by_table(has_code, PAGE)
    assert (page.content, has_code.asked) == (Content.PRESENT, [PAGE])
    [page] = await by_table(Table(facts, code={REPOSITORY: Content.PRESENT}), PAGE)
    assert page.holdings[Asset.CODE].reason == f"leads to {REPOSITORY}: of {REPOSITORY}"


@pytest.mark.parametrize("lead", ["ftp://lab.example.org/code", "https://exa mple.org/", "https://secret.example.org/"])
async def test_first_permitted_lead_is_followed(lead: str) -> None:
    table = Table({PAGE: FOUND._replace(leads=(lead, REPOSITORY)), REPOSITORY: FOUND}, code={REPOSITORY: Content.EMPTY})
    [page] = await by_table(table, PAGE, settings=Settings(exclude=("secret",)))
    assert (table.asked, page.code_url) == ([PAGE, REPOSITORY], REPOSITORY)
    assert page.skip_cause is (SkipCause.EXCLUDED if "secret" in lead else None)


async def test_found_code_outweighs_an_excluded_link() -> None:
    leads = ("https://secret.example.org/", REPOSITORY)
    table = Table({PAGE: FOUND._replace(leads=leads), REPOSITORY: FOUND}, code={REPOSITORY: Content.PRESENT})
    [page] = await by_table(table, PAGE, settings=Settings(exclude=("secret",)))
    assert (page.content, page.skip_cause) == (Content.PRESENT, None)


async def test_leads_of_a_watched_address_are_requested_again_too() -> None:
    other = "https://other.example.org/"
    facts = {
        url: FOUND._replace(leads=(f"https://github.com/lab/{name}",)) for url, name in ((PAGE, "a"), (other, "b"))
    }
    facts |= {f"https://github.com/lab/{name}": FOUND for name in "ab"}
    table = Table(facts)
    await by_table(table, PAGE, other, rechecked=[PAGE])
    assert {key for key in table.rechecked if "other" in key or "lab/b" in key} == set()
    assert len(table.rechecked) == 2


async def test_links_are_streamed_and_each_target_requested_once() -> None:
    """Five hundred links at a time."""
    taken: list[int] = []

    def links() -> Iterator[Link]:
        for number in range(1200):
            taken.append(number)
            yield Link(PAGE, PAGE)

    class Watching(Table):
        async def examine(self, target: Target) -> TargetResult:
            first.append(len(taken))
            return await super().examine(target)

    first: list[int] = []
    pool: Any = Watching({PAGE: FOUND})  # all of them are the same
    assert len([found async for found in examine(links(), pool, Settings())]) == 1200
    assert (first, pool.asked) == ([500], [PAGE])


@pytest.mark.parametrize(
    ("health", "content"),
    [(Health.GONE, Content.PLACEHOLDER), (Health.UNREACHABLE, Content.UNKNOWN), (Health.OK, Content.UNKNOWN)],
)
async def test_unanswered_repository_among_several_may_hold_the_code(health: Health, content: Content) -> None:
    other = "https://github.com/lab/other"
    facts = {PAGE: FOUND._replace(leads=(REPOSITORY, other)), REPOSITORY: FOUND, other: FOUND._replace(health=health)}
    [page] = await by_table(Table(facts, code={REPOSITORY: Content.PLACEHOLDER}), PAGE)
    assert page.holdings[Asset.CODE].content is content
    reason = page.holdings[Asset.CODE].reason
    assert (f"unclear for {other}" in reason) is (content is Content.UNKNOWN)
    assert (f"unclear for {other}: {health}: " in reason) is (health is Health.UNREACHABLE)
