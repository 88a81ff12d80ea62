"""Users choose which addresses are requested, and where."""

import pytest

from linkscan.examine.url_filters import url_filters
from linkscan.settings import Settings

GITHUB, PAGE = "https://github.com/a/b", "https://lab.example.org/x"


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        (Settings(), [GITHUB, PAGE]),
        (Settings(include=("github",)), [GITHUB]),
        (Settings(exclude=("github",)), [PAGE]),
        (Settings(include=("example", "github"), exclude=(r"/b$",)), [PAGE]),
    ],
)
def test_patterns_decide_what_is_requested(settings: Settings, asked: list[str]) -> None:
    choice = url_filters(settings)
    assert [url for url in (GITHUB, PAGE) if choice.leaves_out(url) is None] == asked


def test_only_exclude_forbids_what_a_page_leads_to() -> None:
    choice = url_filters(Settings(include=("example",), exclude=("secret",)))
    assert choice.forbids(GITHUB) is None
    assert choice.forbids("https://github.com/a/secret") == "left out: matches --exclude secret"


def test_the_longest_remapped_start_is_replaced() -> None:
    choice = url_filters(Settings(remap={"https://m.dev": "https://real.org", "https://m.dev/hf": "https://hf.co"}))
    assert choice.target("https://m.dev/hf/x") == "https://hf.co/x"
    assert choice.target("https://m.dev/y") == "https://real.org/y"
    assert choice.target(GITHUB) == GITHUB


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://old.example.com", "https://new.example.org"),
        ("https://old.example.com/x", "https://new.example.org/x"),
        ("https://old.example.com?x", "https://new.example.org?x"),
        ("https://old.example.com#x", "https://new.example.org#x"),
        ("https://old.example.com.evil.example/", "https://old.example.com.evil.example/"),
        ("https://old.example.community/", "https://old.example.community/"),
        ("https://old.example.com:8443/", "https://old.example.com:8443/"),
        ("https://old.example.com@evil.example/", "https://old.example.com@evil.example/"),
        ("https://old.example.com.", "https://old.example.com."),
        ("HTTPS://Old.Example.COM/X", "https://new.example.org/X"),
    ],
)
def test_a_host_is_remapped_as_a_whole(url: str, target: str) -> None:
    choice = url_filters(Settings(remap={"https://old.example.com": "https://new.example.org"}))
    assert choice.target(url) == target


@pytest.mark.parametrize(
    ("start", "url", "target"),
    [
        ("https://a.org/x", "https://a.org/x/y", "https://b.org/y"),
        ("https://a.org/x", "https://a.org/xyz", "https://a.org/xyz"),
        ("https://a.org/x", "https://a.org/X", "https://a.org/X"),  # only hosts are case-insensitive
        ("https://a.org/tool-", "https://a.org/tool-2", "https://b.org2"),
        ("https://a.org/?id=", "https://a.org/?id=5", "https://b.org5"),
    ],
)
def test_a_part_of_a_path_is_remapped_as_a_whole(start: str, url: str, target: str) -> None:
    assert url_filters(Settings(remap={start: "https://b.org"})).target(url) == target
