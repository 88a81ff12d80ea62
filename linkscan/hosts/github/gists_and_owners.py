"""GitHub users, organisations and gists."""

from linkscan.hosts.git.repository import read_tree_snapshot, readme_of
from linkscan.hosts.github.by_git import NO, PAGE_LIMIT, top_level
from linkscan.hosts.github.status import MISSING, blocked, no_data_for
from linkscan.http.flows import RequestFlow
from linkscan.http.responses import says_missing, with_provenance_of
from linkscan.models import Facts, Health, Metadata, Request, Target


def inspect_owner(target: Target) -> RequestFlow[Facts]:
    """Find out whether a user or an organisation exists. Their repositories are not examined."""
    responses = yield [Request(target.canonical, max_body=PAGE_LIMIT)]
    page = responses[0]
    if page.status == 200:
        return with_provenance_of(target, responses, Facts(Health.OK, "the page of a person or an organisation"))
    if page.status in MISSING:
        return with_provenance_of(
            target, responses, Facts(Health.GONE, "no such person or organisation: the page says so")
        )
    return no_data_for(target, page, "the page")


def inspect_gist(target: Target) -> RequestFlow[Facts]:
    """Examine a gist, which is a git repository (https://docs.github.com/get-started/writing-on-github)."""
    number = target.key.removeprefix("gist:")
    snapshot = yield from read_tree_snapshot(f"https://gist.github.com/{number}.git")
    first = snapshot.responses[0]
    if snapshot.advert is not None:
        facts = Facts(
            Health.OK,
            "the gist is there",
            final_url=target.canonical,
            metadata=Metadata(files=top_level(snapshot.files)),
            files=snapshot.files,
            readme=readme_of(snapshot.texts),
        )
        return with_provenance_of(target, snapshot.responses, facts)
    if (first.status not in NO and not says_missing(first)) or blocked(first):
        return no_data_for(target, first, "git")
    pages = yield [Request(target.canonical, max_body=PAGE_LIMIT)]
    if pages[0].status in MISSING:
        return with_provenance_of(
            target, [first, *pages], Facts(Health.GONE, "no public gist: git and the page both say so")
        )
    if pages[0].status == 200:
        return with_provenance_of(
            target, [first, *pages], Facts(Health.RESTRICTED, "the page exists, but git refuses access")
        )
    return no_data_for(target, pages[0], "the page")
