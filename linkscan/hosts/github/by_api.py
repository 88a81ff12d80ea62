"""A repository seen with a token: one GraphQL question, a second one for README and folders.

Those of many repositories go out a hundred at a time (`batches`). What GraphQL could not tell is asked of git;
whom it calls missing gets a second opinion.
"""

from dataclasses import replace

from linkscan.hosts.git.refs import ask_advert
from linkscan.hosts.git.repository import notice_of, read_tree_snapshot, readme_of
from linkscan.hosts.github.addresses import inside
from linkscan.hosts.github.by_git import (
    NO,
    PAGE_LIMIT,
    ask_page,
    compare,
    inspect_by_git,
    not_in_it,
    remote_of,
    worth_judging,
)
from linkscan.hosts.github.code_links import leads_of
from linkscan.hosts.github.contents import contents_of, first_wish, is_open, list_all, second_wish, texts_of
from linkscan.hosts.github.graphql_batches import Miss, Sort, read_card, send
from linkscan.hosts.github.graphql_schema import Card
from linkscan.hosts.github.status import MISSING, found, told
from linkscan.hosts.rounds import RequestFlow
from linkscan.models import Facts, Health, Request, Response, Target

CHANNEL = "GitHub's API"


def inspect_by_api(target: Target) -> RequestFlow[Facts]:
    """Learn what GitHub's API tells of a repository, and ask elsewhere where it does not."""
    responses = yield [send(Sort.CARDS, first_wish(target))]
    card = read_card(responses[0])
    if card is Miss.MISSING:
        return (yield from _second_opinion(target, responses[0]))
    if isinstance(card, Miss) or card.name_with_owner is None:
        return (yield from inspect_by_git(target))
    if card.is_disabled:
        known = card.metadata()
        return told(target, responses, Facts(Health.GONE, "disabled by GitHub's staff", metadata=known))
    if target.path and contents_of(target, card).thing is None:
        return (yield from _look_for_path(target, card, responses[0]))
    return (yield from _look_into(target, card, responses[0]))


def _look_into(target: Target, card: Card, first: Response) -> RequestFlow[Facts]:
    """Read a repository that is there; git opens what two questions left closed, if no code was seen."""
    responses, contents, payload = [first], None, second_wish(target, card)
    if payload:
        responses += yield [send(Sort.CONTENTS, payload)]
        reply = read_card(responses[1])
        contents = reply if isinstance(reply, Card) else None
    files, texts = list_all(target, card, payload, contents), texts_of(payload, contents)
    if files and is_open(files):
        snapshot = yield from read_tree_snapshot(remote_of(target), inside(target))
        responses = [*responses, *snapshot.responses]
        files = (*snapshot.files, *card.released_files) if snapshot.files else files
        texts = dict(snapshot.texts) or texts
    readme = readme_of(texts)
    submodules = "\n".join(f"url = {url}" for url in card.submodule_urls)
    facts = replace(
        found(target, card.metadata(), card.name_with_owner),
        files=worth_judging(target, files),
        readme=readme,
        notice=notice_of(texts),
        leads=leads_of(files, readme, submodules),
    )
    return told(target, responses, facts)


def _look_for_path(target: Target, card: Card, response: Response) -> RequestFlow[Facts]:
    """Ask the page for a path that GraphQL did not find: null may mean that it could not be told."""
    pages = yield [Request(target.canonical, limit=PAGE_LIMIT)]
    if pages[0].status in MISSING:
        return told(target, [response, *pages], not_in_it(target, card.metadata()))
    return (yield from inspect_by_git(target))


def _second_opinion(target: Target, first: Response) -> RequestFlow[Facts]:
    """Ask the page, then git, after the API said that there is no public repository: both must agree."""
    pages = yield [ask_page(target)]
    page = pages[0]
    if page.status == 200:
        return (yield from inspect_by_git(target))
    facts = compare(target, page, CHANNEL)
    if page.status in MISSING or facts.health is Health.GONE:
        return told(target, [first, page], facts)
    git = yield [ask_advert(remote_of(target))]
    if git[0].status in NO:
        facts = Facts(Health.GONE, f"no public repository: {CHANNEL} and git both say so")
    elif git[0].status == 200:
        return (yield from inspect_by_git(target))
    return told(target, [first, page, *git], facts)
