"""The completeness checklist of a release: twelve questions, each answered by a file or README line, or left open.

The first five are the ML Code Completeness Checklist (https://github.com/paperswithcode/releasing-research-code);
licence, citation and archived copy are among the five recommendations for FAIR software (https://fair-software.eu),
interpreted as in https://github.com/fair-software/howfairis.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from linkscan.content import checklist_patterns as patterns
from linkscan.content.file_kinds import FileKind, is_readme, kind_of, split_path
from linkscan.content.readme import ReadmeLine, is_list, quote, read_lines
from linkscan.models import Asset, Check, Checklist, Content, File, Judgement, Metadata

SOME = 3
"""The number of programs from which a repository counts as code, so that a missing program is reported."""

LONGEST_README = 30_000
"""Characters of a README that are searched."""

SHORT_README = 1000
"""Characters of prose below which a README without any matching pattern contains no instructions."""

MOST_DEPOSITS = 3
"""Deposits that a README may list as its own, such as releases and data; more are a list of others' deposits."""

LONGEST_HEADING = 80
"""Characters beyond which a bold line is a paragraph rather than a heading."""

OPENED = 4
"""The folder depth down to which files are known with and without a token; deeper files answer no question."""

DEEPEST = 3
"""The folder depth down to which a file counts for the whole repository, which may contain several programs."""


@dataclass(frozen=True, slots=True)
class _Release:
    """What is known about a repository."""

    files: Sequence[File]
    lines: Sequence[ReadmeLine]
    readme: str
    metadata: Metadata
    holdings: Mapping[Asset, Judgement]
    tags: Sequence[str] | None
    is_whole: bool

    def no(self, deepest: int | None = None) -> Check:
        """Return "no" if all folders that might contain it, down to `deepest`, were opened; else "unknown"."""
        closed = (file.path.count("/") for file in self.files if file.path.endswith("/"))
        is_open = any(deepest is None or depth <= deepest for depth in closed)
        return Check(False if self.is_whole and not is_open else None)

    def unsaid(self, deepest: int | None = None) -> Check:
        """Return "no" as above, but "unknown" if folders have READMEs, which were not read and may mention it."""
        others = (file.path for file in self.files if "/" in file.path and kind_of(file.path) is not FileKind.VENDORED)
        return Check() if any(map(is_readme, others)) else self.no(deepest)

    def file(self, pattern: re.Pattern[str], deepest: int = DEEPEST) -> Check | None:
        """Return a check for the file nearest to the top whose name matches."""
        own = (file.path for file in self.files if kind_of(file.path) is not FileKind.VENDORED)
        near = (path for path in own if path.count("/") <= deepest)
        found = min(filter(lambda path: pattern.fullmatch(_name(path)), near), key=_depth, default=None)
        return Check(True, found) if found else None

    def line(self, pattern: re.Pattern[str]) -> Check | None:
        """Return a check for the first match in the README, code blocks included, quoting its line."""
        found = pattern.search(self.readme)
        if found is None:
            return None
        start = self.readme.rfind("\n", 0, found.start()) + 1
        end = self.readme.find("\n", found.end())
        return Check(True, f'README: "{quote(self.readme[start : end if end >= 0 else None])}"')

    def heading(self, pattern: re.Pattern[str]) -> Check | None:
        """Return a check for the first heading of the README that matches."""
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
    """Return the checklist of a repository; `is_whole` is False if only a folder of it was examined."""
    listed = [file for file in files if not file.path.startswith("(") and not patterns.OF_HOST.match(file.path)]
    text = (readme or "")[:LONGEST_README]
    release = _Release(listed, read_lines(readme or ""), text, metadata or Metadata(), holdings, tags, is_whole)
    return Checklist(**{name: answer(release) for name, answer in _QUESTIONS.items()})


def _name(path: str) -> str:
    return split_path(path)[1]


def _stem(path: str) -> str:
    """Return the name without extension, in lower case, with its words separated by underscores."""
    return patterns.CAMEL.sub("_", _name(path).rpartition(".")[0]).replace(" ", "_").lower()


def _depth(path: str) -> tuple[int, int, str]:
    return path.count("/"), len(path), path


def _dependencies(release: _Release) -> Check:
    in_readme = release.heading(patterns.NEEDS) or release.line(patterns.INSTALLS) or release.line(patterns.NEEDED)
    return release.file(patterns.DEPENDENCIES) or in_readme or release.unsaid(DEEPEST)


def _is_learning(release: _Release) -> bool:
    """Return whether a repository involves training a model; otherwise, training code cannot be missing."""
    is_model = release.holdings[Asset.MODEL].content is Content.PRESENT
    words = {found[0].lower() for found in patterns.LEARNS.finditer(release.readme)}
    is_certain = any(map(patterns.SURELY_LEARNS.fullmatch, words)) or any(map(_is_training_program, release.files))
    return is_model or (len(words) > 1 and is_certain)


def _is_training_program(file: File) -> bool:
    """Return whether a file is a program whose name unambiguously means training."""
    return kind_of(file.path) in _PROGRAMS and patterns.SURE_TRAINING.search(_stem(file.path)) is not None


def _program(
    release: _Release, names: Sequence[re.Pattern[str]], command: re.Pattern[str], folder: re.Pattern[str] | None = None
) -> Check:
    own = (file.path for file in release.files if not _is_test(file.path))
    programs = (path for path in own if kind_of(path) in _PROGRAMS)
    named = (
        path
        for path in programs
        if any(name.search(_stem(path)) for name in names) or (folder is not None and folder.search(path))
    )
    found = min(named, key=_depth, default=None)
    if found:
        return Check(True, found)
    started = release.line(command) if any(word in release.readme.lower() for word in _COMMANDS) else None
    return started or (release.unsaid() if _is_learning(release) and _has_several_programs(release) else Check())


def _has_several_programs(release: _Release) -> bool:
    return sum(kind_of(file.path) in _PROGRAMS for file in release.files) >= SOME


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


def _training(release: _Release) -> Check:
    if _lacks_programs(release):
        return release.no()
    if not _is_learning(release):
        return _program(release, (patterns.SURE_TRAINING,), patterns.TRAINS)
    found = _program(release, (patterns.TRAINING, patterns.FITTING), patterns.TRAINS, patterns.TRAINING_FOLDER)
    return found if found.is_met else _by_heading(release, patterns.TRAINING_HEADING) or found


def _evaluation(release: _Release) -> Check:
    if _lacks_programs(release):
        return release.no()
    if not _is_learning(release):
        others = [file for file in release.files if not patterns.OF_EXPRESSIONS.fullmatch(file.path)]
        return _program(replace(release, files=others), (patterns.REPRODUCTION,), patterns.REPRODUCES)
    found = _program(release, (patterns.EVALUATION,), patterns.EVALUATES)
    # Evaluation programs may have any name, so the absence of known names is no evidence.
    return found if found.is_met else _by_heading(release, patterns.EVALUATING) or Check()


def _lacks_programs(release: _Release) -> bool:
    """Return whether there are no programs at all, hence none for training or evaluation."""
    code = release.holdings.get(Asset.CODE)
    is_bare = code is not None and code.content in (Content.PLACEHOLDER, Content.EMPTY)
    return is_bare and not any(kind_of(file.path) in _PROGRAMS for file in release.files)


def _by_heading(release: _Release, heading: re.Pattern[str]) -> Check | None:
    """Return a check for a heading, "unknown" if the README has no command; None if there is no such heading."""
    found = release.heading(heading)
    if found is None:
        return None
    return found if release.line(patterns.COMMAND) else Check()


def _models(release: _Release) -> Check:
    held = release.holdings[Asset.MODEL]
    if held.content is Content.PRESENT:
        return Check(True, held.reason)
    if held.content in (Content.PLACEHOLDER, Content.EMPTY):
        return Check(False, held.reason)
    found = release.line(patterns.MODELS_IN_DOCUMENT) or release.file(patterns.FETCHES_MODELS)
    may_be_elsewhere = patterns.STORE.search(release.readme) or patterns.MENTIONS_MODELS.search(release.readme)
    return found or (release.unsaid() if _is_learning(release) and not may_be_elsewhere else Check())


def _results(release: _Release) -> Check:
    table = [line.text for line in release.lines if line.text.lstrip().startswith("|") and _is_numeric(line.text)]
    if len(table) > 1:
        return Check(True, f'README: "{quote(table[0])}"')
    near = (file.path for file in release.files if file.path.count("/") <= DEEPEST)
    shown = next(filter(patterns.RESULT_FILE.fullmatch, near), None)
    shown = next((file.path for file in release.files if patterns.RESULT_PAGE.fullmatch(file.path)), None) or shown
    by_heading = None if is_list(release.readme) else release.heading(patterns.RESULTS)
    return by_heading or (Check(True, shown) if shown else release.unsaid(DEEPEST))


def _is_numeric(row: str) -> bool:
    """Return whether a table row consists mostly of numbers that are not hyperparameters."""
    cells = [cell for cell in row.split("|") if cell.strip()]
    numbers = sum(patterns.NUMBER.fullmatch(cell) is not None for cell in cells)
    return numbers > 1 and 2 * numbers >= len(cells) - 1 and not patterns.HYPERPARAMETERS.match(cells[0])


def _license(release: _Release) -> Check:
    held = release.file(patterns.LICENSE, 0)
    if held:
        return held
    if release.metadata.license:
        return Check(True, f"the host: {release.metadata.license}")
    return release.heading(patterns.LICENSE_HEADING) or release.line(patterns.LICENSED) or release.no(0)


def _citation(release: _Release) -> Check:
    of_package = next((Check(True, file.path) for file in release.files if file.path == patterns.CITATION_OF_R), None)
    return release.file(patterns.CITATION, 0) or of_package or release.no(1 if _is_r_package(release) else 0)


def _is_r_package(release: _Release) -> bool:
    return any(file.path == "DESCRIPTION" for file in release.files)


def _tests(release: _Release) -> Check:
    found = release.file(patterns.TEST_FILE, OPENED)
    standard = next((file.path for file in release.files if patterns.STANDARD_TESTS.search(file.path)), None)
    if standard:
        return found or Check(True, standard)
    paths = [file.path for file in release.files if file.path.count("/") <= OPENED]
    phases = {path[: named.start(2)] for path in paths if (named := patterns.TRAINING_PHASE.match(path))}
    stems = {_name(path) for path in paths}
    of_a_module = (
        path
        for path in paths
        if (named := patterns.OF_MODULE.fullmatch(_name(path)))
        and _tested(named) in stems
        and f"train_{named['after']}.py" not in stems
        and _name(path) not in release.readme
    )
    tests = (path for path in paths if _is_test(path) and not _is_model_test(path, phases))
    shown = min((*tests, *of_a_module), key=_depth, default=None)
    return found or (Check(True, shown) if shown else release.no(OPENED))


def _is_model_test(path: str, phases: Container[str]) -> bool:
    """Return whether a path is in a folder `test` next to a folder `train`, and so tests a model, not a program."""
    named = patterns.TEST_PHASE.match(path)
    return named is not None and path[: named.start(2)] in phases


def _tested(named: re.Match[str]) -> str:
    """Return the file name of the module that a test is named after."""
    return f"{named['before'] or named['after']}.py"


def _is_test(path: str) -> bool:
    if kind_of(path) not in _PROGRAMS:
        return False
    named = patterns.TEST_NAME.fullmatch(_name(path)) is not None
    return patterns.TEST_FOLDER.search(path) is not None or (
        named and patterns.MAYBE_TEST_FOLDER.search(path) is not None
    )


def _container(release: _Release) -> Check:
    recipes = (
        path
        for file in release.files
        if kind_of(path := file.path) is FileKind.CONTAINER or patterns.IN_CONTAINER.search(path)
    )
    shown = min(recipes, key=_depth, default=None)
    return Check(True, shown) if shown else release.line(patterns.CONTAINED) or release.no(DEEPEST)


def _documentation(release: _Release) -> Check:
    near = (file for file in release.files if file.path.count("/") <= DEEPEST)
    written = (file.path for file in near if patterns.MANUAL.fullmatch(file.path))
    own = (path for path in written if kind_of(path) not in _NO_MANUAL and not patterns.OF_PAGE.fullmatch(path))
    shown = min(own, key=_depth, default=None)
    if shown:
        return Check(True, shown)
    if is_list(release.readme):
        return release.no(DEEPEST)
    if not _has_something(release):
        return release.line(patterns.MANUAL_LINK) or release.no(DEEPEST)
    by_heading = (
        release.line(patterns.MANUAL_LINK) or release.heading(patterns.USAGE) or release.heading(patterns.STEPS)
    )
    by_line = (
        release.line(patterns.COMMAND) or release.line(patterns.INSTRUCTION) or release.line(patterns.INSTRUCTED_IN)
    )
    is_short = sum(len(line.text) for line in release.lines) < SHORT_README
    return by_heading or by_line or (release.unsaid(DEEPEST) if is_short else Check())


def _has_something(release: _Release) -> bool:
    """Return whether the repository may contain anything that needs instructions."""
    held = (release.holdings[asset] for asset in (Asset.CODE, Asset.DATA, Asset.MODEL))
    return any(one.content not in (Content.PLACEHOLDER, Content.EMPTY) for one in held)


_NO_MANUAL = (FileKind.BOILERPLATE, FileKind.VENDORED)


def _release(release: _Release) -> Check:
    if release.metadata.latest_release:
        return Check(True, release.metadata.latest_release)
    if release.tags is None:
        return Check()
    return Check(True, release.tags[0]) if release.tags else Check(False)


def _archived(release: _Release) -> Check:
    if len(set(patterns.DEPOSIT.findall(release.readme))) > MOST_DEPOSITS:
        return Check()  # a list of others' deposits
    found = release.line(patterns.ARCHIVED)
    return found if found and not patterns.FETCHED.search(found.shown_by or "") else Check()


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
