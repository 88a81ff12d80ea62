"""Missing names mean gone, unless so many at once that the name server is at fault."""

import pytest

from linkscan.examine.name_denials import name_denials
from linkscan.examine.outages import discard_doubtful
from linkscan.models import Asset, Content, Health, Judgement, Kind, LinkResult


def result(host: str, health: Health, status: int | None = None) -> LinkResult:
    return LinkResult(f"https://{host}/", f"https://{host}/", host=host, health=health, status_code=status)


def denied(count: int, of: str = "lab{}.org") -> list[LinkResult]:
    return [result(of.format(number), Health.GONE) for number in range(count)]


def living(count: int, of: str = "page{}.org", status: int = 200) -> list[LinkResult]:
    health = Health.OK if status == 200 else Health.GONE
    return [result(of.format(number), health, status) for number in range(count)]


@pytest.mark.parametrize(
    ("found", "is_believed"),
    [
        ([*denied(12), *living(48)], True),  # a fifth of old papers' hosts
        ([*denied(18), *living(42)], True),
        ([*denied(7), *living(13)], True),  # of twenty hosts, plausible by chance
        ([*denied(9)], True),
        ([*denied(19), *living(41)], False),
        ([*denied(8), *living(12)], False),
        ([*denied(60)], False),
        ([*denied(10)], False),
        ([*denied(10), *living(1)], True),
        ([*denied(60), *living(60, "github.com"), *living(3, "hub{}.co")], False),
        ([*denied(10, "lab{}.cn"), *living(60)], False),  # all of one top-level domain
        ([*denied(9, "lab{}.cn"), *living(60)], True),
        ([*denied(10, "lab{}.cn"), *living(60), *living(1, "b{}.cn")], True),
        ([*denied(10, "www{}.lab.cn"), *living(60)], True),  # all of one laboratory
        ([*denied(30, "lab{}.io"), *living(200, "lab{}.github.io")], False),  # one domain that resolves
        ([*denied(40, "lab{}.dead.org"), *living(30)], False),  # by the names of hosts
        ([*living(60, status=404)], True),
        ([*denied(30, "github.com"), *living(30)], True),  # a host shared by many sites
    ],
)
def test_implausible_share_of_missing_names_is_not_believed(found: list[LinkResult], *, is_believed: bool) -> None:
    troubles = name_denials({}, found)
    assert bool(troubles) is not is_believed
    judged = discard_doubtful({link.url: link for link in found}, troubles)
    kept = [link.health for link in judged.values() if link.status_code is None]
    assert set(kept) <= ({Health.GONE} if is_believed else {Health.UNREACHABLE})
    assert all(judged[link.url] == link for link in found if link.status_code is not None)


def test_lost_top_level_domain_says_nothing_about_others() -> None:
    lost, dead, here = denied(10, "lab{}.cn"), denied(3), living(60)
    [trouble] = name_denials({}, [*lost, *dead, *here])
    assert str(trouble).startswith("10 of 10 host names in .cn are reported not to exist")
    assert [trouble.covers(link) for link in (*lost, *dead, *here)] == [True] * 10 + [False] * 63


def test_names_gone_before_do_not_count_and_stay_gone() -> None:
    dead, new = denied(20), denied(20, "new{}.org")
    before = {link.url: Health.GONE for link in dead}
    assert not name_denials(before, [*dead, *living(40)])
    judged = discard_doubtful({link.url: link for link in (*dead, *new)}, name_denials(before, [*dead, *new]))
    assert [judged[link.url].health for link in (*dead, *new)] == [Health.GONE] * 20 + [Health.UNREACHABLE] * 20


def test_page_with_a_doubtful_code_link_is_not_missing() -> None:
    """It seems to hold nothing only because its lead is gone."""
    page = LinkResult(
        *("https://a.net/", "https://a.net/"),
        host="a.net",
        kind=Kind.PAGE,
        health=Health.OK,
        status_code=200,
        content=Content.PLACEHOLDER,
        holdings={Asset.CODE: Judgement(Content.PLACEHOLDER, "gone")},
    )
    found = {link.url: link for link in (page, *denied(40))}
    judged = discard_doubtful(found, name_denials({}, found.values()))[page.url]
    assert (judged.health, judged.content, judged.holdings) == (Health.UNREACHABLE, None, {})
    assert discard_doubtful(found, ())[page.url] is page
