"""A repository seen with a token: one GraphQL question, a second one for README and folders.

Those of many repositories go out a hundred at a time (`batches`). What GraphQL could not tell is asked of git;
whom it calls missing gets a second opinion.
"""

from dataclasses import replace

from linkscan.forges.git.advert import ask_advert
from linkscan.forges.git.snapshot import look_at, notice_of, readme_of
from linkscan.forges.github.addresses import inside
from linkscan.forges.github.batches import Miss, Sort, ask, read_card
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
from linkscan.forges.rounds import Talk
from linkscan.models import Answer, Facts, Health, Place, Question

CHANNEL = "GitHub's API"


def inspect_by_api(place: Place) -> Talk[Facts]:
    """Learn what GitHub's API tells of a repository, and ask elsewhere where it does not."""
    answers = yield [ask(Sort.CARDS, first_wish(place))]
    card = read_card(answers[0])
    if card is Miss.MISSING:
        return (yield from _second_opinion(place, answers[0]))
    if isinstance(card, Miss) or card.name_with_owner is None:
        return (yield from inspect_by_git(place))
    if card.is_disabled:
        known = card.metadata()
        return told(place, answers, Facts(Health.GONE, "disabled by GitHub's staff", metadata=known))
    if place.path and target_of(place, card).thing is None:
        return (yield from _look_for_path(place, card, answers[0]))
    return (yield from _look_into(place, card, answers[0]))


def _look_into(place: Place, card: Card, first: Answer) -> Talk[Facts]:
    """Read a repository that is there; git opens what two questions left closed, if no code was seen."""
    answers, contents, wish = [first], None, second_wish(place, card)
    if wish:
        answers += yield [ask(Sort.CONTENTS, wish)]
        reply = read_card(answers[1])
        contents = reply if isinstance(reply, Card) else None
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
