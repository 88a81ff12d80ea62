"""A link is examined where it leads: to its place, from a page to its repository, to where that moved."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from linkscan.examine.examiner import examine
from linkscan.examine.executor import Workers
from linkscan.examine.parse_pool import ParsePool
from linkscan.http import open_client
from linkscan.models import Asset, Content, Health, Kind, Link, LinkResult, SkipCause
from tests.world.faults import redirect, status
from tests.world.world import World

pytestmark = pytest.mark.anyio

PROGRAM = "".join(f"def step_{number}(x):\n    return x * {number} + 1\n\n" for number in range(40))
CODE = {"README.md": "# Tool\n\nRun main.py.", "main.py": PROGRAM, "tool/core.py": PROGRAM}
PROMISE = {"README.md": "# Soon\n\nCode coming soon!", "LICENSE": "MIT"}


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with World() as world:
        yield world


async def examined(world: World, *urls: str, **overrides: Any) -> list[LinkResult]:
    """Examine addresses and give their evidence in the order of the addresses."""
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
async def test_what_a_page_is_likely_built_from_counts_only_where_it_holds_code(
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


async def test_a_page_that_names_its_code_is_not_guessed_at(world: World) -> None:
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
async def test_what_was_not_looked_at_may_hold_the_code(
    world: World, path: str, content: Content, *, has_token: bool
) -> None:
    """Of several repositories each is looked at, and nobody is accused for what was cut off."""
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


async def test_pages_that_lead_to_one_another_end(world: World) -> None:
    world.page("https://a.example.org/", "<h1>A</h1><a href='https://b.example.org/'>Code</a>")
    world.page("https://b.example.org/", "<h1>B</h1><a href='https://a.example.org/'>Code</a>")
    found = await examined(world, "https://a.example.org/", "https://b.example.org/")
    assert [each.content for each in found] == [Content.UNKNOWN, Content.UNKNOWN]
    assert world.count("a.example.org") == 1


@pytest.mark.parametrize(("pages", "content"), [(2, Content.PRESENT), (3, Content.UNKNOWN)])
async def test_a_link_is_followed_to_two_further_targets_and_no_deeper(
    world: World, pages: int, content: Content
) -> None:
    """A page, where it says that the project is now, and the repository that this names."""
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
async def test_what_is_not_requested_says_why(
    world: World, settings: dict[str, Any], url: str, cause: SkipCause | None
) -> None:
    world.page("https://lab.example.org/", "<h1>Lab</h1>")
    [found] = await examined(world, url, **settings)
    assert (found.health is Health.SKIPPED, found.skip_cause) == (cause is not None, cause)


async def test_what_is_left_of_a_repository_when_the_budget_is_spent_is_not_all_there_is_to_tell(world: World) -> None:
    world.github.repository("lab/tool", files=CODE)
    [found] = await examined(world, "https://github.com/lab/tool", budget_requests=1)
    assert (found.content, found.skip_cause) == (Content.UNKNOWN, SkipCause.BUDGET)


async def test_a_page_whose_repository_is_not_in_the_cache_says_so(world: World) -> None:
    world.github.repository("lab/tool", files=CODE)
    world.page("https://tool.example.org/", "<h1>Tool</h1><a href='https://github.com/lab/tool'>Code</a>")
    await examined(world, "https://tool.example.org/", exclude=("github",))
    [found] = await examined(world, "https://tool.example.org/", offline=True)
    assert (found.health, found.content, found.skip_cause) == (Health.OK, Content.UNKNOWN, SkipCause.OFFLINE)


async def test_spellings_of_one_place_are_examined_once_and_each_told(world: World) -> None:
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


async def test_what_is_no_address_is_invalid_and_asks_nothing(world: World) -> None:
    [found] = await examined(world, "https://exa mple.org/")
    assert found.health is Health.INVALID
    assert world.count() == 0


async def test_a_thousand_papers_on_one_page_ask_once(world: World) -> None:
    world.page("https://one.example.org/", "<h1>One</h1>")
    urls = [f"https://one.example.org/#section-{number}" for number in range(1000)]
    found = await examined(world, *urls)
    assert {each.health for each in found} == {Health.OK}
    assert world.count("one.example.org") == 1


async def test_what_the_user_excludes_is_not_asked_even_where_a_page_leads_there(world: World) -> None:
    world.github.repository("lab/tool", files=CODE)
    world.page("https://tool.example.org/", "<h1>Tool</h1><a href='https://github.com/lab/tool'>Code</a>")
    urls = ["https://tool.example.org/", "https://github.com/lab/tool"]
    page, repository = await examined(world, *urls, exclude=("github",))
    assert (page.health, page.content) == (Health.OK, Content.UNKNOWN)
    assert (repository.health, repository.reason) == (Health.SKIPPED, "left out: matches --exclude github")
    assert world.count("github.com") == 0


async def test_an_excluded_code_link_makes_no_page_a_placeholder(world: World) -> None:
    """The other code link is dead, but the one that the user excludes was not looked at."""
    page = (
        "<h1>Tool</h1><a href='https://github.com/lab/tool'>Code</a> <a href='https://lab.example.org/c.zip'>Code</a>"
    )
    world.page("https://tool.example.org/", page)
    [found] = await examined(world, "https://tool.example.org/", exclude=("github",))
    assert (found.content, found.skip_cause) == (Content.UNKNOWN, SkipCause.EXCLUDED)
    assert found.content_reason is not None
    assert "https://github.com/lab/tool is left out: matches --exclude github" in found.content_reason


async def test_an_excluded_address_is_not_requested_where_a_redirect_or_a_refresh_leads(world: World) -> None:
    """The link is skipped, and says by which pattern."""
    refresh = "<meta http-equiv=refresh content='0;url=https://secret.example.org/x'>"
    world.page("https://refresh.example.org/", f"<title>Moved</title>{refresh}")
    world.fault("short.example.org", redirect("https://secret.example.org/x"))
    urls = ["https://short.example.org/a", "https://refresh.example.org/"]
    for found in await examined(world, *urls, exclude=("secret",)):
        assert (found.health, found.skip_cause) == (Health.SKIPPED, SkipCause.EXCLUDED), found.reason
        assert found.reason == "left out: matches --exclude secret"
    assert world.count("secret.example.org") == 0


async def test_a_remapped_address_is_asked_elsewhere_and_told_as_written(world: World) -> None:
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
async def test_what_a_readme_links_is_looked_at(world: World, files: dict[str, str], content: Content) -> None:
    world.github.repository("lab/tool", files={**CODE, "README.md": WEIGHTS})
    world.huggingface.model("lab/tool", files=files)
    [found] = await examined(world, "https://github.com/lab/tool")
    assert found.holdings[Asset.MODEL].content is content
    assert "huggingface.co/lab/tool" in found.holdings[Asset.MODEL].reason


async def test_what_a_readme_links_and_is_gone_is_not_there(world: World) -> None:
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


async def test_where_a_drive_does_not_answer_the_word_of_the_readme_stands(world: World) -> None:
    world.github.repository("lab/tool", files={"README.md": ON_A_DRIVE})
    [found] = await examined(world, "https://github.com/lab/tool")
    assert found.holdings[Asset.CODE].content is Content.PRESENT
    assert "not looked into" in found.holdings[Asset.CODE].reason


async def test_data_at_a_place_that_cannot_be_reached_are_what_the_readme_says(world: World) -> None:
    readme = "# T\n\nThe data are [here](https://b.s3.eu-west-1.amazonaws.com/data.zip).\n"
    world.github.repository("lab/tool", files={**CODE, "README.md": readme})
    [found] = await examined(world, "https://github.com/lab/tool")
    assert found.holdings[Asset.DATA].content is Content.PRESENT
    assert "not looked into" in found.holdings[Asset.DATA].reason
