"""Every host has one owner, and no quota is used twice."""

from collections import Counter

import pytest

from linkscan.engines.dealing import Dealing, deal
from linkscan.settings import Settings


def owner(url: str, parts: int) -> int | None:
    return Dealing(parts, 0, frozenset()).owner(url)


TOKENS = {"api.github.com": ("ghp_1", "ghp_2"), "gitlab.com": "glpat_1", "huggingface.co": "hf_1"}


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_an_address_has_one_owner(parts: int) -> None:
    dealt = deal(Settings(), parts)
    for number in range(100):
        url = f"https://host{number}.example.org/a/b"
        assert [part.number for part in dealt if part.owns(url)] == [owner(url, parts)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.org/x", "http://a.org/y?z"),
        ("https://lab.github.io/", "https://other.github.io/page"),
        ("https://huggingface.co/api/models/a/b", "https://huggingface.co/a/b"),
        ("https://api.github.com/graphql", "https://api.github.com/repos/a/b"),
    ],
)
def test_addresses_that_share_a_limit_share_their_owner(one: str, other: str) -> None:
    assert all(owner(one, parts) == owner(other, parts) for parts in range(1, 50))


def test_hosts_are_spread_evenly() -> None:
    shares = Counter(owner(f"https://host{number}.org/", 8) for number in range(8000))
    assert set(shares) == set(range(8))
    assert max(shares.values()) < 1.2 * 1000


def test_the_credentials_of_a_host_go_to_its_owner_alone_and_everybody_knows_of_them() -> None:
    """They share the host's window, so that dealing them to several would let in more than it takes."""
    dealt = deal(Settings(tokens=TOKENS), 5)
    for host in TOKENS:
        holders = [part for part in dealt if host in part.settings.tokens]
        assert [part.number for part in holders] == [owner(f"https://{host}/", 5)]
        assert all(part.has_token(host) for part in dealt)
    assert not dealt[0].has_token("a.org")


@pytest.mark.parametrize(("budget", "portions"), [(10, [4, 3, 3]), (2, [1, 1, 0]), (None, [None] * 3)])
def test_a_budget_is_cut_and_never_exceeded(budget: int | None, portions: list[int | None]) -> None:
    assert [part.settings.budget_requests for part in deal(Settings(budget_requests=budget), 3)] == portions


def test_a_host_is_asked_by_all_where_each_has_a_good_portion_of_what_it_may_be_asked() -> None:
    dealt = deal(Settings(per_host=100, tokens=TOKENS), 3)
    assert {part.settings.per_host for part in dealt} == {33}
    assert all(part.owns("https://a.org/x") for part in dealt)


@pytest.mark.parametrize("url", ["https://github.com/a/b", "https://lab.github.io/", "https://git.lab.org/a/b"])
def test_a_host_with_a_limit_or_a_credential_has_one_owner_nonetheless(url: str) -> None:
    dealt = deal(Settings(per_host=100, tokens={"git.lab.org": "glpat_1"}), 3)
    assert sum(part.owns(url) for part in dealt) == 1
    assert sum("git.lab.org" in part.settings.tokens for part in dealt) == 1


def test_a_small_window_is_not_cut() -> None:
    dealt = deal(Settings(per_host=8), 3)
    assert {part.settings.per_host for part in dealt} == {8}
    assert sum(part.owns("https://a.org/x") for part in dealt) == 1
