"""Claims and papers are judged by ordered rules, each with its reason."""

from dataclasses import replace

import pytest

from linkscan.decide.verdict import decide, judge_paper, postpone
from linkscan.models import (
    Asset,
    Claim,
    ClaimResult,
    ClaimVerdict,
    Content,
    Health,
    Judgement,
    Kind,
    Link,
    LinkResult,
    Paper,
    PaperVerdict,
    Reading,
    SkipCause,
    Stance,
    ThirdPartyLink,
)

PAPER = Paper(id="p", title="A paper", source=("in.txt:1",))
URL, PAGE = "https://github.com/lab/tool", "https://lab.github.io/tool"

CODE_OUT = Claim(Asset.CODE, Stance.RELEASED, URL, "Code is at URL.")
CODE_OUT_SOMEWHERE = Claim(Asset.CODE, Stance.RELEASED, None, "We release our code.")
CODE_TO_COME = Claim(Asset.CODE, Stance.PROMISED, None, "Code will be released.")
CODE_TO_COME_THERE = Claim(Asset.CODE, Stance.PROMISED, URL, "Code will be released at URL.")
DATA_OUT = Claim(Asset.DATA, Stance.RELEASED, URL, "Data are at URL.")
DEMO_OUT = Claim(Asset.DEMO, Stance.RELEASED, PAGE, "A demo is at URL.")


def found(url: str, health: Health = Health.OK, **holds: Content) -> LinkResult:
    """Return the result of a link with the given content for each asset."""
    holdings = {Asset(asset): Judgement(content, f"{content} {asset}") for asset, content in holds.items()}
    content = Content.PRESENT if Content.PRESENT in holds.values() else next(iter(holds.values()), None)
    return LinkResult(url, url, canonical=url, health=health, reason=health, content=content, holdings=holdings)


@pytest.mark.parametrize(
    ("claim", "evidence", "verdict"),
    [
        (CODE_OUT, [found(URL, code=Content.PRESENT)], ClaimVerdict.AVAILABLE),
        (CODE_OUT, [found(URL, Health.MOVED, code=Content.PRESENT)], ClaimVerdict.AVAILABLE),
        (CODE_OUT, [found(URL, code=Content.PLACEHOLDER)], ClaimVerdict.PLACEHOLDER),
        (CODE_OUT, [found(URL, code=Content.EMPTY)], ClaimVerdict.PLACEHOLDER),
        (CODE_OUT, [found(URL, code=Content.UNKNOWN)], ClaimVerdict.UNVERIFIED),
        (CODE_OUT, [found(URL)], ClaimVerdict.UNVERIFIED),
        (CODE_OUT, [found(URL, Health.GONE)], ClaimVerdict.DEAD),
        (CODE_OUT, [found(URL, Health.RESTRICTED)], ClaimVerdict.UNVERIFIED),
        (CODE_OUT, [found(URL, Health.UNREACHABLE)], ClaimVerdict.UNVERIFIED),
        (CODE_OUT, [found(URL, Health.SKIPPED)], ClaimVerdict.UNVERIFIED),
        (CODE_OUT, [found(URL, Health.INVALID)], ClaimVerdict.UNVERIFIED),
        (DATA_OUT, [found(URL, code=Content.PRESENT, data=Content.UNKNOWN)], ClaimVerdict.UNVERIFIED),
        (DATA_OUT, [found(URL, code=Content.PLACEHOLDER, data=Content.PRESENT)], ClaimVerdict.AVAILABLE),
        (DEMO_OUT, [found(PAGE)], ClaimVerdict.UNVERIFIED),
        (replace(CODE_OUT, asset=Asset.OTHER), [found(URL, other=Content.UNKNOWN)], ClaimVerdict.AVAILABLE),
        (DEMO_OUT, [found(PAGE, code=Content.UNKNOWN)], ClaimVerdict.AVAILABLE),
        (CODE_TO_COME, [], ClaimVerdict.UNLINKED),
        (CODE_TO_COME, [found(PAGE, code=Content.UNKNOWN)], ClaimVerdict.UNLINKED),
        (CODE_TO_COME, [found(PAGE, code=Content.PRESENT)], ClaimVerdict.AVAILABLE),
        (CODE_TO_COME, [found(PAGE, code=Content.PLACEHOLDER)], ClaimVerdict.PLACEHOLDER),
        (CODE_TO_COME, [found(PAGE, Health.UNREACHABLE)], ClaimVerdict.UNVERIFIED),
        (CODE_TO_COME, [found(PAGE, Health.RESTRICTED)], ClaimVerdict.UNVERIFIED),
        (CODE_TO_COME, [found(PAGE, Health.SKIPPED)], ClaimVerdict.UNVERIFIED),
        (CODE_TO_COME, [found(PAGE, Health.SKIPPED), found(URL, code=Content.PLACEHOLDER)], ClaimVerdict.UNVERIFIED),
        (CODE_TO_COME, [found(PAGE, Health.SKIPPED), found(URL, code=Content.PRESENT)], ClaimVerdict.AVAILABLE),
        (CODE_TO_COME, [found(PAGE, Health.GONE)], ClaimVerdict.UNLINKED),
        (CODE_OUT_SOMEWHERE, [], ClaimVerdict.UNLINKED),
        (CODE_TO_COME_THERE, [found(URL, Health.GONE)], ClaimVerdict.DEAD),
        (CODE_TO_COME_THERE, [found(URL, code=Content.PRESENT)], ClaimVerdict.AVAILABLE),
    ],
)
def test_a_claim_is_judged_by_what_is_behind_its_address(
    claim: Claim, evidence: list[LinkResult], verdict: ClaimVerdict
) -> None:
    links = tuple(Link(each.url, each.raw) for each in evidence)
    record = decide(PAPER, Reading(links, (claim,)), {each.url: each for each in evidence})
    assert record.claims[0].verdict is verdict
    assert record.claims[0].reason


def test_a_paper_in_a_language_that_is_not_read_is_judged_by_the_claims_it_has() -> None:
    """By the claims of its fields or title."""
    reading = Reading((Link(URL, URL),), (CODE_OUT,), unread="Dutch")
    assert decide(PAPER, reading, {URL: found(URL, code=Content.PRESENT)}).verdict is PaperVerdict.AVAILABLE
    assert decide(PAPER, Reading((), (), unread="Dutch"), {}).verdict is PaperVerdict.UNREAD
    assert decide(PAPER, Reading((), ()), {}).verdict is PaperVerdict.NONE


@pytest.mark.parametrize("claim", [CODE_OUT, CODE_TO_COME_THERE])
def test_unanswered_address_is_unverified(claim: Claim) -> None:
    """It is neither missing nor unlinked."""
    record = decide(PAPER, Reading((Link(URL, URL),), (claim,)), {})
    assert (record.claims[0].verdict, record.verdict) == (ClaimVerdict.UNVERIFIED, PaperVerdict.UNVERIFIED)
    assert record.claims[0].reason == f"{URL} was not requested"


def test_page_that_leads_to_code_settles_a_promise_and_names_it() -> None:
    page = replace(found(PAGE, code=Content.PRESENT), code_url=URL)
    record = decide(PAPER, Reading((Link(PAGE, PAGE),), (CODE_TO_COME,)), {PAGE: page})
    assert (record.verdict, record.claims[0].found_url) == (PaperVerdict.AVAILABLE, URL)


def test_an_address_that_holds_the_claim_itself_is_not_repeated_as_found() -> None:
    record = decide(PAPER, Reading((Link(URL, URL),), (CODE_OUT,)), {URL: found(URL, code=Content.PRESENT)})
    assert record.claims[0].found_url is None


def test_a_moved_repository_is_found_under_its_new_name() -> None:
    new = "https://github.com/lab/renamed"
    moved = replace(found(URL, Health.MOVED, code=Content.PRESENT), canonical=new)
    record = decide(PAPER, Reading((Link(URL, URL),), (CODE_OUT,)), {URL: moved})
    assert record.claims[0].found_url == new


@pytest.mark.parametrize(("health", "content"), [(Health.MOVED, Content.PLACEHOLDER), (Health.GONE, Content.PRESENT)])
def test_empty_or_gone_place_is_not_where_code_was_found(health: Health, content: Content) -> None:
    there = replace(found(URL, health, code=content), canonical=f"{URL}-2", code_url=f"{URL}-3")
    record = decide(PAPER, Reading((Link(URL, URL),), (CODE_OUT,)), {URL: there})
    assert record.claims[0].found_url is None


@pytest.mark.parametrize(
    ("links", "reason"),
    [
        ((), "no address in the text"),
        ((Link(PAGE, PAGE),), "no address in the text, and none found behind its links"),
    ],
)
def test_the_reason_says_where_an_address_was_looked_for(links: tuple[Link, ...], reason: str) -> None:
    record = decide(PAPER, Reading(links, (CODE_OUT_SOMEWHERE,)), {PAGE: found(PAGE)})
    assert record.claims[0].reason == reason


def finding(verdict: ClaimVerdict, stance: Stance = Stance.RELEASED, asset: Asset = Asset.CODE) -> ClaimResult:
    return ClaimResult(asset, stance, None, "", verdict, f"because {verdict}")


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], PaperVerdict.NONE),
        ([finding(ClaimVerdict.AVAILABLE, asset=Asset.DATA)], PaperVerdict.NONE),
        ([finding(ClaimVerdict.DEAD), finding(ClaimVerdict.AVAILABLE)], PaperVerdict.AVAILABLE),
        ([finding(ClaimVerdict.DEAD), finding(ClaimVerdict.UNVERIFIED)], PaperVerdict.UNVERIFIED),
        ([finding(ClaimVerdict.UNLINKED), finding(ClaimVerdict.DEAD)], PaperVerdict.MISSING),
        ([finding(ClaimVerdict.PLACEHOLDER)], PaperVerdict.MISSING),
        ([finding(ClaimVerdict.UNLINKED, Stance.PROMISED)], PaperVerdict.MISSING),
        ([finding(ClaimVerdict.UNLINKED)], PaperVerdict.UNLINKED),
    ],
)
def test_a_paper_is_judged_by_its_code_claims(findings: list[ClaimResult], verdict: PaperVerdict) -> None:
    assert judge_paper(findings)[0] is verdict


def test_without_a_network_nothing_is_judged() -> None:
    record = postpone(PAPER, Reading((), (CODE_TO_COME,)), "no network")
    assert (record.verdict, record.reason) == (PaperVerdict.UNVERIFIED, "no network")
    assert record.claims[0].verdict is ClaimVerdict.UNVERIFIED


CLUE = ThirdPartyLink(
    "https://github.com/else/tool", "https://huggingface.co/papers/2301.00001", "the authors at Hugging Face"
)


def test_third_party_link_settles_a_claim_without_an_address_and_is_attributed() -> None:
    there = found(CLUE.url, code=Content.PRESENT)
    record = decide(PAPER, Reading((), (CODE_TO_COME,)), {}, [(CLUE, there)])
    [claim] = record.claims
    assert (claim.verdict, claim.url, claim.found_url) == (ClaimVerdict.AVAILABLE, None, CLUE.url)
    assert CLUE.source in claim.reason
    assert "not by the text" in claim.reason


def test_third_party_links_never_outrank_those_of_the_authors() -> None:
    own, there = found(URL, Health.GONE), found(CLUE.url, code=Content.PRESENT)
    record = decide(PAPER, Reading((Link(URL, URL),), (CODE_OUT,)), {URL: own}, [(CLUE, there)])
    assert record.claims[0].verdict is ClaimVerdict.DEAD


def test_machine_made_links_decide_nothing() -> None:
    """Neither that code is available (it may be a reimplementation) nor that it is missing."""
    link = Link(URL, URL, origin="githubRepo (guessed by a machine)")
    for content in (Content.PRESENT, Content.PLACEHOLDER):
        reading = Reading((link,), (CODE_OUT_SOMEWHERE,), frozenset({URL}))
        record = decide(PAPER, reading, {URL: found(URL, code=content)})
        assert (record.verdict, record.links) == (PaperVerdict.UNLINKED, (URL,))


def test_venue_page_and_kept_columns_come_from_the_paper_and_the_origin_from_the_claim() -> None:
    paper = replace(PAPER, venue="ICML", url="https://a.org/1", kept={"track": "main"})
    record = decide(paper, Reading((), (replace(CODE_OUT_SOMEWHERE, origin="comment"),)), {})
    assert (record.venue, record.url, record.kept) == ("ICML", "https://a.org/1", {"track": "main"})
    assert record.claims[0].origin == "comment"


def test_without_an_abstract_a_paper_is_unread_unless_another_field_says_more() -> None:
    record = decide(PAPER, Reading((), (), has_abstract=False), {})
    assert (record.verdict, record.reason) == (PaperVerdict.UNREAD, "no abstract")
    said = decide(PAPER, Reading((), (CODE_OUT,), has_abstract=False), {URL: found(URL, code=Content.PRESENT)})
    assert said.verdict is PaperVerdict.AVAILABLE


@pytest.mark.parametrize("claim", [CODE_OUT_SOMEWHERE, CODE_TO_COME])
def test_unexamined_link_never_makes_code_missing(claim: Claim) -> None:
    """The page exists, but its repository was excluded by the user or is not in the recording."""
    page = replace(found(PAGE, code=Content.UNKNOWN), skip_cause=SkipCause.EXCLUDED, content_reason="left out")
    record = decide(PAPER, Reading((Link(PAGE, PAGE),), (claim,)), {PAGE: page})
    assert record.verdict is PaperVerdict.UNVERIFIED
    assert record.reason == f"no address in the text, and {PAGE} was not examined: left out"


@pytest.mark.parametrize(
    ("asset", "noun"),
    [
        (Asset.CODE, "code"),
        (Asset.MODEL, "a model"),
        (Asset.DATA, "data"),
        (Asset.DEMO, "a demo"),
        (Asset.OTHER, "what is announced"),
    ],
)
def test_undetermined_result_is_explained(asset: Asset, noun: str) -> None:
    claim = Claim(asset, Stance.RELEASED, URL, "It is at URL.")
    decided = decide(PAPER, Reading((Link(URL, URL),), (claim,)), {URL: found(URL)})
    assert decided.claims[0].reason == f"could not determine whether {URL} holds {noun}: ok"


def second_look(there: LinkResult) -> ClaimResult:
    """Return the verdict on a claim without an address if a third party names a repository for its paper."""
    clue = ThirdPartyLink(URL, "https://arxiv.org/abs/2301.00001", "the authors")
    return decide(PAPER, Reading((), (CODE_OUT_SOMEWHERE,)), {}, [(clue, there)]).claims[0]


@pytest.mark.parametrize(
    ("there", "verdict"),
    [
        (replace(found(URL), kind=Kind.REPOSITORY), ClaimVerdict.UNVERIFIED),
        (replace(found(URL, code=Content.UNKNOWN), kind=Kind.REPOSITORY), ClaimVerdict.UNVERIFIED),
        (replace(found(URL, code=Content.PLACEHOLDER), kind=Kind.REPOSITORY), ClaimVerdict.UNLINKED),
        (replace(found(URL), kind=Kind.PAGE), ClaimVerdict.UNLINKED),
        (found(URL, Health.GONE), ClaimVerdict.UNLINKED),
        (found(URL, Health.RESTRICTED), ClaimVerdict.UNVERIFIED),
        (found(URL, Health.UNREACHABLE), ClaimVerdict.UNVERIFIED),
    ],
)
def test_a_repository_that_others_name_is_ruled_out_only_by_what_was_seen(
    there: LinkResult, verdict: ClaimVerdict
) -> None:
    assert second_look(there).verdict is verdict


def test_only_links_that_were_guessed_are_guesses() -> None:
    reading = Reading((Link(URL, URL), Link(PAGE, PAGE)), (), guesses=frozenset({PAGE}))
    assert decide(PAPER, reading, {}).guesses == (PAGE,)
