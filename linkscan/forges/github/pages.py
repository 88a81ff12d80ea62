"""What is on GitHub and is no repository of its own: people, organisations, gists."""

from linkscan.forges.git.snapshot import look_at, readme_of
from linkscan.forges.github.by_git import NO, PAGE_LIMIT, top_level
from linkscan.forges.github.outcomes import MISSING, refused, told
from linkscan.forges.rounds import Talk
from linkscan.models import Facts, Health, Metadata, Place, Question


def inspect_owner(place: Place) -> Talk[Facts]:
    """Tell whether a person or an organisation is there. What they hold is no one thing: it stays open."""
    answers = yield [Question(place.canonical, limit=PAGE_LIMIT)]
    page = answers[0]
    if page.status == 200:
        return told(place, answers, Facts(Health.OK, "the page of a person or an organisation"))
    if page.status in MISSING:
        return told(place, answers, Facts(Health.GONE, "no such person or organisation: the page says so"))
    return refused(place, page, "the page")


def inspect_gist(place: Place) -> Talk[Facts]:
    """Look at a gist as at any git repository (https://docs.github.com/get-started/writing-on-github)."""
    number = place.key.removeprefix("gist:")
    snapshot = yield from look_at(f"https://gist.github.com/{number}.git")
    first = snapshot.answers[0]
    if snapshot.advert is not None:
        facts = Facts(
            Health.OK,
            "the gist is there",
            final_url=place.canonical,
            metadata=Metadata(files=top_level(snapshot.files)),
            files=snapshot.files,
            readme=readme_of(snapshot.texts),
        )
        return told(place, snapshot.answers, facts)
    if first.status not in NO:
        return refused(place, first, "git")
    pages = yield [Question(place.canonical, limit=PAGE_LIMIT)]
    if pages[0].status in MISSING:
        return told(place, [first, *pages], Facts(Health.GONE, "no public gist: git and the page both say so"))
    if pages[0].status == 200:
        return told(place, [first, *pages], Facts(Health.RESTRICTED, "the page is there, yet git refuses"))
    return refused(place, pages[0], "the page")
