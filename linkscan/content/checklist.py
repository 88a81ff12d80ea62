"""How complete a release is: twelve questions, each answered by a file or a line of the README, or not told.

The first five are the ML Code Completeness Checklist (https://github.com/paperswithcode/releasing-research-code);
licence, citation and archived copy are of the five recommendations for FAIR software (https://fair-software.eu), read
as https://github.com/fair-software/howfairis reads them.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from linkscan.content import checklist_patterns as patterns
from linkscan.content.file_kinds import FileKind, is_readme, kind_of, split_path
from linkscan.content.readme import ReadmeLine, is_list, quote, read_lines
from linkscan.models import Asset, Check, Checklist, Content, File, Judgement, Metadata

SOME = 3
"""Programs from which on a repository is one of code, and a missing program is worth telling."""

LONGEST_README = 30_000
"""Characters of a README in which it says how to use what it describes."""

SHORT_README = 1000
"""Characters of prose in which nobody tells how to use anything, unless by a word that is looked for."""

MOST_DEPOSITS = 3
"""Deposits that a README may name as its own: its releases, its data."""

LONGEST_HEADING = 80
"""Characters from which a bold line is a paragraph, and no heading."""

OPENED = 4
"""Folders above a file that is seen with and without a token: what lies deeper answers no question."""

DEEPEST = 3
"""Folders above a file that still speaks for the whole: a repository may hold several programs."""


@dataclass(frozen=True, slots=True)
class _Release:
    """What is known of a repository."""

    files: Sequence[File]
    lines: Sequence[ReadmeLine]
    readme: str
    metadata: Metadata
    holdings: Mapping[Asset, Judgement]
    tags: Sequence[str] | None
    is_whole: bool

    def no(self, deepest: int | None = None) -> Check:
        """Return that there is none, if all was seen that would have shown it, so many folders deep."""
        closed = (file.path.count("/") for file in self.files if file.path.endswith("/"))
        is_open = any(deepest is None or depth <= deepest for depth in closed)
        return Check(False if self.is_whole and not is_open else None)

    def unsaid(self, deepest: int | None = None) -> Check:
        """Return that there is none, of what a README may tell: those of folders were not read, and may."""
        others = (file.path for file in self.files if "/" in file.path and kind_of(file.path) is not FileKind.VENDORED)
        return Check() if any(map(is_readme, others)) else self.no(deepest)

    def file(self, pattern: re.Pattern[str], deepest: int = DEEPEST) -> Check | None:
        """Return the file nearest to the top whose name fits."""
        own = (file.path for file in self.files if kind_of(file.path) is not FileKind.VENDORED)
        near = (path for path in own if path.count("/") <= deepest)
        found = min(filter(lambda path: pattern.fullmatch(_name(path)), near), key=_depth, default=None)
        return Check(True, found) if found else None

    def line(self, pattern: re.Pattern[str]) -> Check | None:
        """Return the line of the README in which a pattern stands, code blocks included."""
        found = pattern.search(self.readme)
        if found is None:
            return None
        start = self.readme.rfind("\n", 0, found.start()) + 1
        end = self.readme.find("\n", found.end())
        return Check(True, f'README: "{quote(self.readme[start : end if end >= 0 else None])}"')

    def heading(self, pattern: re.Pattern[str]) -> Check | None:
        """Return a heading of the README."""
        short = (line.heading for line in self.lines if 0 < len(line.heading) <= LONGEST_HEADING)
        found = next(filter(pattern.fullmatch, short), None)
        return Check(True, f'README: "{found}"') if found else None


def check(
    files: Iterable[File],
    readme: str | None,
    metadata: Metadata | None,
    holdings: Mapping[Asset, Judgement],
    tags: Sequence[str] | None = None,
    *,
    is_whole: bool = True,
) -> Checklist:
    """Return the checklist of a repository; `is_whole` says whether it was looked at from its top."""
    listed = [file for file in files if not file.path.startswith("(") and not patterns.OF_HOST.match(file.path)]
    text = (readme or "")[:LONGEST_README]
    release = _Release(listed, read_lines(readme or ""), text, metadata or Metadata(), holdings, tags, is_whole)
    return Checklist(**{name: answer(release) for name, answer in _QUESTIONS.items()})


def _name(path: str) -> str:
    return split_path(path)[1]


def _stem(path: str) -> str:
    """Return the name without its extension, its words apart and in lower case."""
    return patterns.CAMEL.sub("_", _name(path).rpartition(".")[0]).replace(" ", "_").lower()


def _depth(path: str) -> tuple[int, int, str]:
    return path.count("/"), len(path), path


def _dependencies(it: _Release) -> Check:
    told = it.heading(patterns.NEEDS) or it.line(patterns.INSTALLS) or it.line(patterns.NEEDED)
    return it.file(patterns.DEPENDENCIES) or told or it.unsaid(DEEPEST)


def _is_learning(it: _Release) -> bool:
    """Return whether something is trained in a repository: only there can its training code be missing."""
    is_model = it.holdings[Asset.MODEL].content is Content.PRESENT
    words = {found[0].lower() for found in patterns.LEARNS.finditer(it.readme)}
    is_said = any(map(patterns.SURELY_LEARNS.fullmatch, words)) or any(map(_trains, it.files))
    return is_model or (len(words) > 1 and is_said)


def _trains(file: File) -> bool:
    """Return whether a program is called after training, and nothing else."""
    return kind_of(file.path) in _PROGRAMS and patterns.SURE_TRAINING.search(_stem(file.path)) is not None


def _program(
    it: _Release, names: Sequence[re.Pattern[str]], command: re.Pattern[str], folder: re.Pattern[str] | None = None
) -> Check:
    own = (file.path for file in it.files if not _is_test(file.path))
    programs = (path for path in own if kind_of(path) in _PROGRAMS)
    named = (
        path
        for path in programs
        if any(name.search(_stem(path)) for name in names) or (folder is not None and folder.search(path))
    )
    found = min(named, key=_depth, default=None)
    if found:
        return Check(True, found)
    told = it.line(command) if any(word in it.readme.lower() for word in _COMMANDS) else None
    return told or (it.unsaid() if _is_learning(it) and _has_programs(it) else Check())


def _has_programs(it: _Release) -> bool:
    return sum(kind_of(file.path) in _PROGRAMS for file in it.files) >= SOME


_COMMANDS = (
    "python",
    "torchrun",
    "accelerate",
    "deepspeed",
    "sh ",
    ".sh",
    ".py",
    "rscript",
    "julia",
    "matlab",
    ".m",
    ".r",
    ".jl",
    ".ipynb",
    ".lua",
)
_PROGRAMS = (FileKind.CODE, FileKind.SHELL, FileKind.SCRIPT)


def _training(it: _Release) -> Check:
    if _is_hollow(it):
        return it.no()
    if not _is_learning(it):
        return _program(it, (patterns.SURE_TRAINING,), patterns.TRAINS)
    found = _program(it, (patterns.TRAINING, patterns.FITTING), patterns.TRAINS, patterns.TRAINING_FOLDER)
    return found if found.is_met else _by_heading(it, patterns.TRAINING_HEADING) or found


def _evaluation(it: _Release) -> Check:
    if _is_hollow(it):
        return it.no()
    if not _is_learning(it):
        others = [file for file in it.files if not patterns.OF_EXPRESSIONS.fullmatch(file.path)]
        return _program(replace(it, files=others), (patterns.REPRODUCTION,), patterns.REPRODUCES)
    found = _program(it, (patterns.EVALUATION,), patterns.EVALUATES)
    # a program of any name may evaluate: no list of names tells that none does
    return found if found.is_met else _by_heading(it, patterns.EVALUATING) or Check()


def _is_hollow(it: _Release) -> bool:
    """Return whether there is no program at all: then none trains, and none evaluates."""
    code = it.holdings.get(Asset.CODE)
    is_bare = code is not None and code.content in (Content.PLACEHOLDER, Content.EMPTY)
    return is_bare and not any(kind_of(file.path) in _PROGRAMS for file in it.files)


def _by_heading(it: _Release, heading: re.Pattern[str]) -> Check | None:
    """Return that a heading tells how; not told where no command stands below it; None without such a heading."""
    told = it.heading(heading)
    if told is None:
        return None
    return told if it.line(patterns.COMMAND) else Check()


def _models(it: _Release) -> Check:
    held = it.holdings[Asset.MODEL]
    if held.content is Content.PRESENT:
        return Check(True, held.reason)
    if held.content in (Content.PLACEHOLDER, Content.EMPTY):
        return Check(False, held.reason)
    told = it.line(patterns.MODELS_IN_DOCUMENT) or it.file(patterns.FETCHES_MODELS)
    may_be_told = patterns.STORE.search(it.readme) or patterns.MENTIONS_MODELS.search(it.readme)
    return told or (it.unsaid() if _is_learning(it) and not may_be_told else Check())


def _results(it: _Release) -> Check:
    table = [line.text for line in it.lines if line.text.lstrip().startswith("|") and _is_of_numbers(line.text)]
    if len(table) > 1:
        return Check(True, f'README: "{quote(table[0])}"')
    near = (file.path for file in it.files if file.path.count("/") <= DEEPEST)
    shown = next(filter(patterns.RESULT_FILE.fullmatch, near), None)
    shown = next((file.path for file in it.files if patterns.RESULT_PAGE.fullmatch(file.path)), None) or shown
    told = None if is_list(it.readme) else it.heading(patterns.RESULTS)
    return told or (Check(True, shown) if shown else it.unsaid(DEEPEST))


def _is_of_numbers(row: str) -> bool:
    """Return whether a table's row holds mostly numbers, and not those of a set-up."""
    cells = [cell for cell in row.split("|") if cell.strip()]
    numbers = sum(patterns.NUMBER.fullmatch(cell) is not None for cell in cells)
    return numbers > 1 and 2 * numbers >= len(cells) - 1 and not patterns.HYPERPARAMETERS.match(cells[0])


def _license(it: _Release) -> Check:
    held = it.file(patterns.LICENSE, 0)
    if held:
        return held
    if it.metadata.license:
        return Check(True, f"the host: {it.metadata.license}")
    return it.heading(patterns.LICENSE_HEADING) or it.line(patterns.LICENSED) or it.no(0)


def _citation(it: _Release) -> Check:
    of_package = next((Check(True, file.path) for file in it.files if file.path == patterns.CITATION_OF_R), None)
    return it.file(patterns.CITATION, 0) or of_package or it.no(1 if _is_r_package(it) else 0)


def _is_r_package(it: _Release) -> bool:
    return any(file.path == "DESCRIPTION" for file in it.files)


def _tests(it: _Release) -> Check:
    found = it.file(patterns.TEST_FILE, OPENED)
    standard = next((file.path for file in it.files if patterns.STANDARD_TESTS.search(file.path)), None)
    if standard:
        return found or Check(True, standard)
    paths = [file.path for file in it.files if file.path.count("/") <= OPENED]
    phases = {path[: named.start(2)] for path in paths if (named := patterns.TRAINING_PHASE.match(path))}
    stems = {_name(path) for path in paths}
    of_a_module = (
        path
        for path in paths
        if (named := patterns.OF_MODULE.fullmatch(_name(path)))
        and _tested(named) in stems
        and f"train_{named['after']}.py" not in stems
        and _name(path) not in it.readme
    )
    tests = (path for path in paths if _is_test(path) and not _is_of_phase(path, phases))
    shown = min((*tests, *of_a_module), key=_depth, default=None)
    return found or (Check(True, shown) if shown else it.no(OPENED))


def _is_of_phase(path: str, phases: Container[str]) -> bool:
    """Return whether a folder `test` stands beside one called `train`: it tests a model, and no program."""
    named = patterns.TEST_PHASE.match(path)
    return named is not None and path[: named.start(2)] in phases


def _tested(named: re.Match[str]) -> str:
    """Return the name of the module that a test is called after."""
    return f"{named['before'] or named['after']}.py"


def _is_test(path: str) -> bool:
    if kind_of(path) not in _PROGRAMS:
        return False
    named = patterns.TEST_NAME.fullmatch(_name(path)) is not None
    return patterns.TEST_FOLDER.search(path) is not None or (
        named and patterns.MAYBE_TEST_FOLDER.search(path) is not None
    )


def _container(it: _Release) -> Check:
    recipes = (
        path
        for file in it.files
        if kind_of(path := file.path) is FileKind.CONTAINER or patterns.IN_CONTAINER.search(path)
    )
    shown = min(recipes, key=_depth, default=None)
    return Check(True, shown) if shown else it.line(patterns.CONTAINED) or it.no(DEEPEST)


def _documentation(it: _Release) -> Check:
    near = (file for file in it.files if file.path.count("/") <= DEEPEST)
    written = (file.path for file in near if patterns.MANUAL.fullmatch(file.path))
    own = (path for path in written if kind_of(path) not in _NO_MANUAL and not patterns.OF_PAGE.fullmatch(path))
    shown = min(own, key=_depth, default=None)
    if shown:
        return Check(True, shown)
    if is_list(it.readme):
        return it.no(DEEPEST)
    if not _has_something(it):
        return it.line(patterns.MANUAL_LINK) or it.no(DEEPEST)
    by_heading = it.line(patterns.MANUAL_LINK) or it.heading(patterns.USAGE) or it.heading(patterns.STEPS)
    told = it.line(patterns.COMMAND) or it.line(patterns.INSTRUCTION) or it.line(patterns.INSTRUCTED_IN)
    is_short = sum(len(line.text) for line in it.lines) < SHORT_README
    return by_heading or told or (it.unsaid(DEEPEST) if is_short else Check())


def _has_something(it: _Release) -> bool:
    """Return whether there is anything that instructions could be for."""
    held = (it.holdings[asset] for asset in (Asset.CODE, Asset.DATA, Asset.MODEL))
    return any(one.content not in (Content.PLACEHOLDER, Content.EMPTY) for one in held)


_NO_MANUAL = (FileKind.BOILERPLATE, FileKind.VENDORED)


def _release(it: _Release) -> Check:
    if it.metadata.latest_release:
        return Check(True, it.metadata.latest_release)
    if it.tags is None:
        return Check()
    return Check(True, it.tags[0]) if it.tags else Check(False)


def _archived(it: _Release) -> Check:
    if len(set(patterns.DEPOSIT.findall(it.readme))) > MOST_DEPOSITS:
        return Check()  # a list of what others deposited
    told = it.line(patterns.ARCHIVED)
    return told if told and not patterns.FETCHED.search(told.shown_by or "") else Check()


_QUESTIONS: Mapping[str, Callable[[_Release], Check]] = {
    "dependencies": _dependencies,
    "training_code": _training,
    "evaluation_code": _evaluation,
    "pretrained_models": _models,
    "results": _results,
    "license": _license,
    "citation": _citation,
    "tests": _tests,
    "container": _container,
    "documentation": _documentation,
    "tagged_release": _release,
    "archived_copy": _archived,
}
