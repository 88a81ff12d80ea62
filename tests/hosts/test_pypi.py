"""Python packages; the shape is that of https://docs.pypi.org/api/json/."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts import pypi
from linkscan.models import Facts, Failure, File, Health, Metadata, Response
from tests.hosts.flows import Tokens, data, failed, hold, inspect, page, place_of

API = "https://pypi.org/pypi/my-tool/json"
REPO = "https://github.com/lab/tool"
PACKAGE: dict[str, Any] = {
    "info": {
        "name": "My_Tool",
        "summary": "A tool",
        "version": "1.2",
        "home_page": "https://tool.org",
        "license": "MIT License",
        "license_expression": "MIT",
        "project_urls": {"Documentation": "https://tool.org/docs", "Source Code": REPO, "Homepage": "https://tool.org"},
    },
    "urls": [
        {"filename": "my_tool-1.2.tar.gz", "size": 900, "upload_time_iso_8601": "2024-01-02T03:04:05.000000Z"},
        {"filename": "my_tool-1.2-py3-none-any.whl", "size": 800, "upload_time_iso_8601": "2024-01-02T03:04:04.0Z"},
    ],
}


def look(response: Response) -> Facts:
    return inspect(pypi, ["https://pypi.org/project/My_Tool/"], {API: response}).only


def test_a_package_is_there_with_its_files_and_its_repository() -> None:
    facts = look(data(PACKAGE))
    assert (facts.health, facts.leads) == (Health.OK, (REPO,))
    assert facts.files == (File("my_tool-1.2.tar.gz", 900), File("my_tool-1.2-py3-none-any.whl", 800))
    assert facts.metadata == Metadata(
        full_name="My_Tool",
        id="My_Tool",
        description="A tool",
        homepage="https://tool.org",
        license="MIT",
        pushed_at="2024-01-02T03:04:05.000000Z",
        latest_release="1.2",
        files=("my_tool-1.2.tar.gz", "my_tool-1.2-py3-none-any.whl"),
    )


@pytest.mark.parametrize(
    ("urls", "home_page", "leads"),
    [
        ({"Homepage": REPO}, None, (REPO,)),
        (
            {"Repository": REPO, "Homepage": "https://github.com/lab/other"},
            None,
            (REPO, "https://github.com/lab/other"),
        ),
        (None, REPO, (REPO,)),
        (None, "https://tool.org", ()),
        ({"Bug Tracker": REPO + "/issues"}, "", ()),
        ({"Source": "javascript:alert(1)"}, None, ()),
        ("not a table", 5, ()),
    ],
)
def test_the_repository_is_what_a_package_calls_its_source(urls: Any, home_page: Any, leads: tuple[str, ...]) -> None:
    info = {**PACKAGE["info"], "project_urls": urls, "home_page": home_page}
    assert look(data({**PACKAGE, "info": info})).leads == leads


@pytest.mark.parametrize(
    ("response", "health"),
    [
        (data({"message": "Not Found"}, status=404), Health.GONE),
        (page("<title>Client Challenge</title>"), Health.UNREACHABLE),
        (Response("", 429, Failure.LIMITED), Health.UNREACHABLE),
        (Response("", 503), Health.UNREACHABLE),
        (data(b"{"), Health.UNREACHABLE),
        (failed(Failure.NO_SUCH_HOST), Health.UNREACHABLE),
    ],
)
def test_invalid_answer_of_pypi_leaves_health_unknown(response: Response, health: Health) -> None:
    assert look(response).health is health


def test_spellings_of_a_name_are_one_package() -> None:
    spellings = (
        "https://pypi.org/project/My_Tool/",
        "https://pypi.org/pypi/my.tool/1.2",
        "https://pypi.org/project/my-tool",
    )
    assert {place_of(pypi, url).key for url in spellings} == {"pypi:my-tool"}


@given(body=st.binary(max_size=200), status=st.sampled_from([200, 404, 500]))
def test_any_answer_becomes_facts(body: bytes, status: int) -> None:
    target = place_of(pypi, "https://pypi.org/project/x/")
    facts, _ = hold(pypi.flow(target, Tokens()), lambda request: Response(request.url, status, body=body))
    assert facts.reason
