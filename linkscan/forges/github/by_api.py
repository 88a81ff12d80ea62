"""Repositories seen with a token: a hundred in one GraphQL question, a second one for READMEs and folders.

What GraphQL could not tell is asked of git; whom it calls missing gets a second opinion.
"""

from collections.abc import Sequence
from dataclasses import replace

from linkscan.forges.git.advert import ask_advert
from linkscan.forges.git.snapshot import look_at, notice_of, readme_of
from linkscan.forges.github.addresses import inside
from linkscan.forges.github.batches import Miss, Reply, ask_all
from linkscan.forges.github.by_git import (
    NO,
    PAGE_LIMIT,
    ask_page,
    compare,
    inspect_by_git,
    not_in_it,
    remote_of,
    worth_judging,
)
from linkscan.forges.github.cards import Card
from linkscan.forges.github.contents import first_wish, is_open, list_all, second_wish, target_of, texts_of
from linkscan.forges.github.leads import leads_of
from linkscan.forges.github.outcomes import MISSING, found, told
from linkscan.forges.github.query import Wish, ask_cards, ask_contents
from linkscan.forges.rounds import Talk, no_talk, side_by_side
from linkscan.models import Answer, Facts, Health, Place, Question

BATCH = 100
"""With two questions for a batch, a thousand repositories cost twenty."""

CHANNEL = "GitHub's API"


def inspect_by_api(places: Sequence[Place]) -> Talk[list[Facts]]:
    """Learn what GitHub tells of many repositories at once."""
    cards = yield from ask_all([first_wish(place) for place in places], ask_cards)
    wishes = [
        second_wish(place, card) if isinstance(card, Card) and not card.is_disabled else None
        for place, (card, _) in zip(places, cards, strict=True)
    ]
    asked = [number for number, wish in enumerate(wishes) if wish]
    replies = yield from ask_all([wish for wish in wishes if wish], ask_contents)
    contents = dict(zip(asked, replies, strict=True))
    talks = [
        _conclude(place, card, wishes[number], contents.get(number))
        for number, (place, card) in enumerate(zip(places, cards, strict=True))
    ]
    return (yield from side_by_side(talks))


def _conclude(place: Place, reply: Reply, wish: Wish | None, contents: Reply | None) -> Talk[Facts]:
    """Put together what was told of one repository, or ask elsewhere."""
    card, answer = reply
    if card is Miss.MISSING:
        return _second_opinion(place, answer)
    if isinstance(card, Miss) or card.name_with_owner is None:
        return inspect_by_git(place)
    if card.is_disabled:
        known = card.metadata()
        return no_talk(told(place, [answer], Facts(Health.GONE, "disabled by GitHub's staff", metadata=known)))
    if place.path and target_of(place, card).thing is None:
        return _look_for_path(place, card, answer)
    return _told(place, card, wish, [answer], contents)


def _told(place: Place, card: Card, wish: Wish | None, answers: list[Answer], reply: Reply | None) -> Talk[Facts]:
    """Read a repository that is there; git opens what two questions left closed, if no code was seen."""
    contents = reply[0] if reply and isinstance(reply[0], Card) else None
    answers = [*answers, reply[1]] if reply else answers
    files, texts = list_all(place, card, wish, contents), texts_of(wish, contents)
    if files and is_open(files):
        snapshot = yield from look_at(remote_of(place), inside(place))
        answers = [*answers, *snapshot.answers]
        files = (*snapshot.files, *card.released_files) if snapshot.files else files
        texts = dict(snapshot.texts) or texts
    readme = readme_of(texts)
    submodules = "\n".join(f"url = {url}" for url in card.submodule_urls)
    facts = replace(
        found(place, card.metadata(), card.name_with_owner),
        files=worth_judging(place, files),
        readme=readme,
        notice=notice_of(texts),
        leads=leads_of(files, readme, submodules),
    )
    return told(place, answers, facts)


def _look_for_path(place: Place, card: Card, answer: Answer) -> Talk[Facts]:
    """Ask the page for a path that GraphQL did not find: null may mean that it could not be told."""
    pages = yield [Question(place.canonical, limit=PAGE_LIMIT)]
    if pages[0].status in MISSING:
        return told(place, [answer, *pages], not_in_it(place, card.metadata()))
    return (yield from inspect_by_git(place))


def _second_opinion(place: Place, first: Answer) -> Talk[Facts]:
    """Ask the page, then git, after the API said that there is no public repository: both must agree."""
    pages = yield [ask_page(place)]
    page = pages[0]
    if page.status == 200:
        return (yield from inspect_by_git(place))
    facts = compare(place, page, CHANNEL)
    if page.status in MISSING or facts.health is Health.GONE:
        return told(place, [first, page], facts)
    git = yield [ask_advert(remote_of(place))]
    if git[0].status in NO:
        facts = Facts(Health.GONE, f"no public repository: {CHANNEL} and git both say so")
    elif git[0].status == 200:
        return (yield from inspect_by_git(place))
    return told(place, [first, page, *git], facts)
