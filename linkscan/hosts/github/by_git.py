"""A repository seen without a token: git says what it holds, REST what is known of it while the quota lasts.

Three requests for a repository that is there: refs, trees, README. REST is asked after that, once per
repository; without a token GitHub answers 60 such questions an hour
(https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api), after which the web says
`Failure.LIMITED` at once and the fields stay null. So a handful of links gets its metadata in full, a large
run that of its first sixty; what is there and what it holds is told for all of them alike.
"""

from dataclasses import replace

from linkscan.content.file_kinds import FileKind, kind_of
from linkscan.hosts.git.refs import RefAdvertisement
from linkscan.hosts.git.repository import TreeSnapshot, notice_of, read_tree_snapshot, readme_of
from linkscan.hosts.github.addresses import SITE, inside, names
from linkscan.hosts.github.code_links import leads_of
from linkscan.hosts.github.rest import ask_repository, read_repository
from linkscan.hosts.github.status import MISSING, blocked, found, refused, told
from linkscan.hosts.rounds import RequestFlow
from linkscan.models import Facts, File, Health, Kind, Metadata, Request, Response, Target

NO = (401, *MISSING)
"""How git says no: it asks to sign in, for missing and private repositories alike."""

PAGE_LIMIT = 1 << 16
_TELLING = (FileKind.CODE, FileKind.SCRIPT, FileKind.DATA, FileKind.WEIGHTS, FileKind.ARCHIVE)


def remote_of(target: Target) -> str:
    """Return the address at which git finds a repository."""
    return f"{SITE}/{'/'.join(names(target))}.git"


def inspect_by_git(target: Target) -> RequestFlow[Facts]:
    """Learn of a repository what can be learned without a token."""
    snapshot = yield from read_tree_snapshot(remote_of(target), inside(target))
    first = snapshot.responses[0]
    if snapshot.advert is not None:
        responses = yield [ask_repository(*_names_now(target, snapshot))]
        facts = _read(target, snapshot, snapshot.advert, responses[0])
        return facts if snapshot.exists or facts.health is Health.GONE else (yield from _ask_path(target, facts))
    if first.status not in (*NO, 403):  # a 403 may be a block, a wall, a limit: the page knows
        return refused(target, first, "git")
    responses = yield [ask_page(target)]
    return told(target, [first, *responses], compare(target, responses[0], "git"))


def ask_page(target: Target) -> Request:
    """Ask for the page a reader would see: the second opinion."""
    return Request(f"{SITE}/{'/'.join(names(target))}", limit=PAGE_LIMIT)


def compare(target: Target, page: Response, channel: str) -> Facts:
    """Judge by its page a repository that `channel` says is not there, or not public."""
    if page.status in MISSING:
        reason = f"no public repository: {channel} and the page both say so"
        return Facts(Health.GONE, reason, status_code=page.status)
    if page.status == 200:
        return Facts(Health.RESTRICTED, f"the page is there, yet {channel} refuses", status_code=200)
    facts = refused(target, page, "the page")
    return facts if blocked(page) else replace(facts, reason=f"{channel} says no; {facts.reason}")


def _read(target: Target, snapshot: TreeSnapshot, advert: RefAdvertisement, rest: Response) -> Facts:
    """Put together what git and REST told."""
    described = read_repository(rest)
    responses = [*snapshot.responses, rest] if described else list(snapshot.responses)
    now = _names_now(target, snapshot)
    full_name = described.full_name if described else ("/".join(now) if now != names(target) else None)
    known = described.metadata() if described else Metadata(full_name=full_name, default_branch=advert.default_branch)
    if described and described.disabled:
        return told(target, responses, Facts(Health.GONE, "disabled by GitHub's staff", metadata=known))
    if snapshot.exists is False:
        return told(target, responses, not_in_it(target, known))
    if not target.path:
        known = replace(known, files=top_level(snapshot.files))
    facts = replace(
        found(target, known, full_name),
        files=worth_judging(target, snapshot.files),
        readme=readme_of(snapshot.texts),
        notice=notice_of(snapshot.texts),
        leads=leads_of(snapshot.files, readme_of(snapshot.texts), snapshot.texts.get(".gitmodules")),
    )
    return told(target, responses, facts)


def not_in_it(target: Target, known: Metadata | None) -> Facts:
    """Return that a repository is there, and what the address names within it is not."""
    return Facts(Health.GONE, f"the repository is there, but not {target.path} in it", metadata=known)


def _ask_path(target: Target, facts: Facts) -> RequestFlow[Facts]:
    """Ask the page whether a path is there that git could not tell of: an abbreviated commit, a cut answer."""
    responses = yield [Request(target.canonical, limit=PAGE_LIMIT)]
    if responses[0].status == 200:
        return facts
    if responses[0].status in MISSING:
        return told(target, responses, not_in_it(target, facts.metadata))
    return refused(target, responses[0], "the page")


def _names_now(target: Target, snapshot: TreeSnapshot) -> tuple[str, str]:
    """Return owner and name as the address says at which git was answered in the end."""
    tail = snapshot.remote.removeprefix(SITE + "/").removesuffix(".git").split("/")
    is_here = snapshot.remote.startswith(SITE + "/") and len(tail) == 2
    return (tail[0], tail[1]) if is_here else names(target)


def top_level(files: tuple[File, ...] | None) -> tuple[str, ...] | None:
    """Name what stands at the top of a list of files; what was found beside the tree is not part of it."""
    if files is None:
        return None
    return tuple(dict.fromkeys(file.path.partition("/")[0] for file in files if not file.path.startswith("(")))


def worth_judging(target: Target, files: tuple[File, ...] | None) -> tuple[File, ...] | None:
    """Leave open what a single document that a link names tells of the code of a paper: nothing."""
    is_silent = target.kind is Kind.FILE and not any(kind_of(file.path) in _TELLING for file in files or ())
    return None if is_silent else files
