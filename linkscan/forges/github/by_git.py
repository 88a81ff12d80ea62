"""A repository seen without a token: git says what it holds, REST what is known of it while the quota lasts.

Three requests for a repository that is there: refs, trees, README. REST is asked after that, once per
repository; without a token GitHub answers 60 such questions an hour
(https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api), then the web says
`Failure.LIMITED` at once and the fields stay null. So a handful of links gets its metadata in full; of a large
run it is the first sixty, and what is there and what it holds is told for all of them alike.
"""

from dataclasses import replace

from linkscan.filekinds import FileKind, kind_of
from linkscan.forges.git.advert import Advert
from linkscan.forges.git.snapshot import Snapshot, look_at
from linkscan.forges.github.addresses import SITE, inside, names
from linkscan.forges.github.leads import leads_of
from linkscan.forges.github.outcomes import blocked, found, refused, told_by
from linkscan.forges.github.rest import ask_repository, read_repository
from linkscan.forges.rounds import Talk
from linkscan.models import Answer, Facts, File, Health, Metadata, Place, Question

NO = (401, 404, 410)
"""How git says no: it asks to sign in, for missing and private repositories alike."""

_PAGE_LIMIT = 1 << 16


def inspect_by_git(place: Place) -> Talk[Facts]:
    """Learn of a repository what can be learned without a token."""
    owner, name = names(place)
    snapshot = yield from look_at(f"{SITE}/{owner}/{name}.git", inside(place))
    first = snapshot.answers[0]
    if snapshot.advert is not None:
        answers = yield [ask_repository(*_current_names(place, snapshot))]
        return read_snapshot(place, snapshot, snapshot.advert, answers[0])
    if first.status in NO or first.status == 403:
        return (yield from second_opinion(place, first, "git"))
    return refused(first, "git")


def second_opinion(place: Place, first: Answer, channel: str) -> Talk[Facts]:
    """Ask the page a reader would see, after `channel` said that there is no public repository."""
    owner, name = names(place)
    page = f"{SITE}/{owner}/{name}"
    answers = yield [Question(page, limit=_PAGE_LIMIT)]
    return told_by([first, *answers], _compare(answers[0], channel))


def _compare(page: Answer, channel: str) -> Facts:
    if page.status in (404, 410):
        reason = f"no public repository: {channel} and the page both say so"
        return Facts(Health.GONE, reason, status_code=page.status)
    if blocked(page) is not None or page.status is None:
        return refused(page, "the page")
    if page.status == 200:
        return Facts(Health.RESTRICTED, f"the page is there, yet {channel} refuses", status_code=200)
    return replace(
        refused(page, "the page"), reason=f"{channel} says no, but the page answered {page.status}"
    )


def read_snapshot(place: Place, snapshot: Snapshot, advert: Advert, rest: Answer) -> Facts:
    """Put together what git and REST told."""
    told = read_repository(rest)
    name = _current_names(place, snapshot)
    full_name = told.full_name if told else ("/".join(name) if name != names(place) else None)
    known = told.metadata() if told else Metadata(full_name=full_name, default_branch=advert.default_branch)
    if not place.path:
        known = replace(known, files=top_level(snapshot.files))
    answers = [*snapshot.answers, rest] if told else list(snapshot.answers)
    if snapshot.exists is False or (snapshot.exists is None and place.path and not advert.refs):
        reason = f"the repository is there, but not {place.path} in it"
        return told_by(answers, Facts(Health.GONE, reason, metadata=known))
    facts = found(place, known, "the repository is there", full_name)
    return told_by(
        answers,
        replace(
            facts,
            files=worth_judging(snapshot.files),
            readme=snapshot.readme,
            leads=leads_of(snapshot.files, snapshot.readme, snapshot.texts.get(".gitmodules")),
        ),
    )


def _current_names(place: Place, snapshot: Snapshot) -> tuple[str, str]:
    """Give owner and name as the address says at which git was answered in the end."""
    tail = snapshot.remote.removeprefix(SITE + "/").removesuffix(".git").split("/")
    return (tail[0], tail[1]) if snapshot.remote.startswith(SITE + "/") and len(tail) == 2 else names(place)


def top_level(files: tuple[File, ...] | None) -> tuple[str, ...] | None:
    """Name what stands at the top of a list of files; what was found beside the tree is not part of it."""
    if files is None:
        return None
    return tuple(
        dict.fromkeys(file.path.partition("/")[0] for file in files if not file.path.startswith("("))
    )


def worth_judging(files: tuple[File, ...] | None) -> tuple[File, ...] | None:
    """A single document says nothing of what a repository holds: leave that open."""
    if (
        files
        and len(files) == 1
        and kind_of(files[0].path) in (FileKind.DOCUMENT, FileKind.MEDIA, FileKind.OTHER)
    ):
        return None
    return files
