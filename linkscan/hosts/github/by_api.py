"""Examine a repository with a token: one GraphQL query for the repository, a second for its README and folders.

The queries for up to a hundred repositories are merged into one request (`graphql`). What GraphQL cannot answer is
requested over git; a repository that it reports as missing gets a second opinion.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from linkscan.content.code_links import leads_of
from linkscan.content.file_kinds import (
    SKELETON,
    FileKind,
    holds_code,
    is_asset_folder,
    kind_of,
    plainest_readme,
    split_path,
)
from linkscan.content.file_roles import STUB
from linkscan.hosts.git.repository import MORE_BRANCHES, is_next_to_nothing, notice_of, read_tree_snapshot, readme_of
from linkscan.hosts.git.wire import is_bot_branch, refs_request
from linkscan.hosts.github.addresses import inside, names
from linkscan.hosts.github.by_git import (
    NO,
    PAGE_LIMIT,
    compare,
    inspect_by_git,
    not_in_it,
    page_request,
    remote_of,
    worth_judging,
)
from linkscan.hosts.github.graphql import LookupFailure, QueryKind, Selection, query, read_repository_node
from linkscan.hosts.github.graphql_schema import ObjectNode, RepositoryNode, TreeEntryNode, files_of
from linkscan.hosts.github.status import MISSING, found, no_data_for
from linkscan.hosts.github.subpages import Existence, Subpage, existence_by_page, page_url, subpage_of
from linkscan.http.flows import RequestFlow
from linkscan.http.responses import PRIVATE, with_provenance_of
from linkscan.models import Facts, File, Health, Request, Response, Target

MOST_FOLDERS = 12
MOST_BRANCHES = 3
MOST_INNER = 2  # folders whose README is read if there is none at the top
MOST_SPLITS = 3  # `tree/feature/x/src` does not show where the branch name ends: it may contain slashes

_HOLDINGS = re.compile(
    r".*(data|corpus|benchmark|result|output|checkpoint|weight|ckpt|pretrained|model).*", re.IGNORECASE
)

_PROGRAMS = re.compile(r"(src|sources?|codes?|scripts?|lib|r|python|matlab|notebooks?|analys[ie]s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RepositoryContents:
    """The object that a target names within its repository; `root` is the prefix of git's names for paths below it.

    `root` is the hash of a tree rather than a branch, so what these names refer to never changes.
    """

    root: str
    obj: ObjectNode | None

    @property
    def entries(self) -> Sequence[TreeEntryNode]:
        """The entries of the tree; none for a file."""
        return (self.obj.entries if self.obj else None) or ()


def first_selection(target: Target) -> Selection:
    """Return the first selection: the repository, and the target's path for each possible end of the branch name."""
    parts = inside(target)
    is_whole_ref = not target.path.startswith(("tree/", "blob/"))
    splits = [len(parts)] if is_whole_ref and parts else range(1, min(len(parts), MOST_SPLITS) + 1)
    objects = tuple("/".join(parts[:at]) + ":" + "/".join(parts[at:]) for at in splits)
    return Selection(*names(target), objects=objects, subpage=subpage_of(target.path))


def contents_of(target: Target, node: RepositoryNode) -> RepositoryContents:
    """Return the object that a target names."""
    objects = (node.obj(f"x{number}") for number in range(len(first_selection(target).objects)))
    obj = next(filter(None, objects), None) if inside(target) else node.top
    return RepositoryContents(f"{obj.oid}:" if obj else "", obj)


def second_selection(target: Target, node: RepositoryNode) -> Selection | None:
    """Return the second selection: README and folders and, if there is little code, its text and other branches.

    None if there is nothing to select.
    """
    tree = contents_of(target, node)
    if tree.obj is None or tree.obj.oid is None or not tree.entries:
        return None
    readme = plainest_readme(entry.name for entry in tree.entries if entry.type == "blob")
    folders = _worth_opening(tree.entries)
    inner = [] if readme else [f"{folder}/README.md" for folder in folders[:MOST_INNER]]
    texts = [*filter(None, [readme]), *inner, *_small_code_files(tree.entries)]
    others = {} if inside(target) or is_settled(tree.entries) else _other_branches(node)
    payload = Selection(
        *names(target),
        texts=tuple(tree.root + name for name in texts),
        folders=(*(tree.root + name for name in folders), *others),
    )
    return payload if payload.texts or payload.folders else None


def is_settled(entries: Sequence[TreeEntryNode]) -> bool:
    """Return whether the top level of a tree contains more code than a promise would."""
    code = [entry.size or 0 for entry in entries if entry.type == "blob" and holds_code(entry.name)]
    return sum(code) > SKELETON


def is_open(files: Sequence[File]) -> bool:
    """Return whether a tree may still contain code: none was found, but a folder or a possible script is unread."""
    is_unread = any(file.path.endswith("/") or _may_be_program(file) for file in files)
    return is_unread and not any(holds_code(file.path) for file in files)


def _may_be_program(file: File) -> bool:
    """Return whether a file may be a script whose only sign is its first line, which only git provides."""
    name = split_path(file.path)[1]
    return "." not in name and kind_of(file.path) is FileKind.OTHER and (file.size is None or file.size >= STUB)


def list_all(
    target: Target, node: RepositoryNode, payload: Selection | None, contents: RepositoryNode | None
) -> tuple[File, ...] | None:
    """Return the known files of a tree, then of other branches and the latest release, with a prefix in parentheses.

    None if the target's path was not found.
    """
    tree = contents_of(target, node)
    if not inside(target) and node.is_empty:
        return ()
    if tree.obj is None:
        return None
    if tree.obj.entries is None:
        return (File(target.path.rpartition("/")[2], tree.obj.byte_size),)
    files = {file.path: file for file in files_of(tree.entries)}
    on_branches: dict[str, File] = {}
    branches = _other_branches(node)
    for number, folder in enumerate(payload.folders if payload else ()):
        opened = contents.obj(f"d{number}") if contents else None
        if opened is None or opened.entries is None:
            continue
        if folder in branches:
            other = files_of(opened.entries, f"(branch {branches[folder]})/")
            on_branches.update((file.path, file) for file in other)
        else:
            prefix = folder.removeprefix(tree.root) + "/"
            files.pop(prefix, None)
            files.update((file.path, file) for file in files_of(opened.entries, prefix))
    if files and is_next_to_nothing(files.values()):
        files |= on_branches
        if node.has_more_branches or len(list(_human_branches(node))) > MOST_BRANCHES:
            files[MORE_BRANCHES.path] = MORE_BRANCHES
    return (*files.values(), *node.released_files)


def texts_of(payload: Selection | None, contents: RepositoryNode | None) -> dict[str, str]:
    """Return the fetched texts by path."""
    if payload is None or contents is None:
        return {}
    objects = ((path.partition(":")[2], contents.obj(f"t{number}")) for number, path in enumerate(payload.texts))
    return {path: obj.text for path, obj in objects if obj and obj.text is not None}


def _small_code_files(entries: Sequence[TreeEntryNode]) -> Iterator[str]:
    """Yield the names of the code files at the top level, if they are small enough to be only a promise."""
    if not is_settled(entries):
        yield from (entry.name for entry in entries if entry.type == "blob" and holds_code(entry.name))


def _worth_opening(entries: Sequence[TreeEntryNode]) -> list[str]:
    """Return the folders to list: if code is still sought, first those named like code; then those named like data."""
    folders = [entry.name for entry in entries if entry.type == "tree" and not entry.name.startswith(".")]
    seeks_code = not is_settled(entries)
    folders.sort(
        key=lambda name: (
            not (seeks_code and _PROGRAMS.fullmatch(name)),
            _HOLDINGS.fullmatch(name) is None,
            is_asset_folder(name + "/"),
        )
    )
    return folders[:MOST_FOLDERS]


def _other_branches(node: RepositoryNode) -> dict[str, str]:
    """Return the names of other branches that are not a bot's or a website's, by git's name for their trees."""
    return {f"{node.branches[name]}:": name for name in islice(_human_branches(node), MOST_BRANCHES)}


def _human_branches(node: RepositoryNode) -> Iterator[str]:
    return (name for name in node.branches if name != node.default_branch and not is_bot_branch(name))


CHANNEL = "GitHub's API"


def inspect_by_api(target: Target) -> RequestFlow[Facts]:
    """Examine a repository over GitHub's API, or over git if the API returns nothing."""
    responses = yield [query(QueryKind.REPOSITORIES, first_selection(target))]
    node = read_repository_node(responses[0])
    if node is LookupFailure.MISSING:
        return (yield from _second_opinion(target, responses[0]))
    if isinstance(node, LookupFailure) or node.name_with_owner is None:
        return (yield from inspect_by_git(target))
    if node.is_private:
        return with_provenance_of(target, responses, PRIVATE)
    if node.is_disabled:
        known = node.metadata()
        return with_provenance_of(target, responses, Facts(Health.GONE, "disabled by GitHub's staff", metadata=known))
    if inside(target) and contents_of(target, node).obj is None:
        return (yield from _look_for_path(target, node, responses[0]))
    subpage = subpage_of(target.path)
    facts = None if subpage is None else (yield from _look_for_subpage(target, subpage, node, responses[0]))
    return facts or (yield from _look_into(target, node, responses[0]))


def _look_for_subpage(
    target: Target, subpage: Subpage, node: RepositoryNode, first: Response
) -> RequestFlow[Facts | None]:
    """Return the facts of an asset, or of a missing or unreadable subpage; None to examine the repository itself."""
    found_page = node.subpage
    if found_page is not None and (subpage.asset is None or found_page.asset is not None):
        asset = found_page.asset
        return with_provenance_of(target, [first], asset_facts(target, node, asset)) if asset else None
    page = yield [Request(page_url(target), max_body=PAGE_LIMIT)]
    existence = existence_by_page(target, page[0])
    if existence is Existence.YES:
        return with_provenance_of(target, [first, *page], asset_facts(target, node, None)) if subpage.asset else None
    if existence is Existence.NO:
        return with_provenance_of(target, [first, *page], not_in_it(target, node.metadata()))
    return no_data_for(target, page[0], "the page")


def asset_facts(target: Target, node: RepositoryNode, asset: File | None) -> Facts:
    """Return the facts of a release asset, whose content is judged by its name alone."""
    files = (asset or File(target.path.rpartition("/")[2]),)
    return found(target, node.metadata(), node.name_with_owner)._replace(files=worth_judging(target, files))


def _look_into(target: Target, node: RepositoryNode, first: Response) -> RequestFlow[Facts]:
    """Examine the contents of a repository; if two queries found no code, read what is left over git."""
    responses, contents, payload = [first], None, second_selection(target, node)
    if payload:
        responses += yield [query(QueryKind.CONTENTS, payload)]
        reply = read_repository_node(responses[1])
        contents = reply if isinstance(reply, RepositoryNode) else None
    files, texts = list_all(target, node, payload, contents), texts_of(payload, contents)
    if files and is_open(files):
        snapshot = yield from read_tree_snapshot(remote_of(target), inside(target))
        responses = [*responses, *snapshot.responses]
        files = (*snapshot.files, *node.released_files) if snapshot.files else files
        texts = dict(snapshot.texts) or texts
    readme = readme_of(texts)
    submodules = "\n".join(f"url = {url}" for url in node.submodule_urls)
    facts = found(target, node.metadata(), node.name_with_owner)._replace(
        files=worth_judging(target, files),
        readme=readme,
        notice=notice_of(texts),
        tags=node.tags.all if node.tags else None,
        leads=leads_of(files, readme, submodules),
    )
    return with_provenance_of(target, responses, facts)


def _look_for_path(target: Target, node: RepositoryNode, response: Response) -> RequestFlow[Facts]:
    """Request the page of a path that GraphQL did not find, as null may also mean that the lookup failed."""
    pages = yield [Request(target.canonical, max_body=PAGE_LIMIT)]
    if pages[0].status in MISSING:
        return with_provenance_of(target, [response, *pages], not_in_it(target, node.metadata()))
    return (yield from inspect_by_git(target))


def _second_opinion(target: Target, first: Response) -> RequestFlow[Facts]:
    """Confirm over the web page, or else over git, that a repository is gone after the API reported it missing."""
    pages = yield [page_request(target)]
    page = pages[0]
    if page.status == 200:
        return (yield from inspect_by_git(target))
    facts = compare(target, page, CHANNEL)
    if page.status in MISSING or facts.health is Health.GONE:
        return with_provenance_of(target, [first, page], facts)
    git = yield [refs_request(remote_of(target))]
    if git[0].status in NO:
        facts = Facts(Health.GONE, f"no public repository: {CHANNEL} and git both say so")
    elif git[0].status == 200:
        return (yield from inspect_by_git(target))
    return with_provenance_of(target, [first, page, *git], facts)
