"""How complete a release is: twelve questions, each answered by a file or a line of the README, or not told.

The first five are the ML Code Completeness Checklist (https://github.com/paperswithcode/releasing-research-code);
licence, citation and archived copy are of the five recommendations for FAIR software (https://fair-software.eu), read
as https://github.com/fair-software/howfairis reads them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from linkscan.content.file_kinds import FileKind, kind_of, split_path
from linkscan.content.readme import Line, quote, read_lines
from linkscan.models import Asset, Check, Checklist, Content, File, Judgement, Metadata

SOME = 3
"""Programs from which on a repository is one of code, and a missing program is worth telling."""

LONGEST_README = 30_000
"""Characters of a README in which it says how to use what it describes."""

LONGEST_HEADING = 80
"""Characters from which a bold line is a paragraph, and no heading."""

DEEPEST = 3
"""Folders above a file that still speaks for the whole: a repository may hold several programs."""

_DEPENDENCIES = re.compile(
    r"([\w.-]*[_-])?requirements?([_.-][\w-]+)*\.(txt|in|ya?ml|toml)|(conda[\w-]*|environments?([_-][\w-]+)?|"
    r"env)\.ya?ml|"
    r"pyproject\.toml|setup\.(py|cfg)|pipfile(\.lock)?|(poetry|uv|pdm|conda|pixi)[.-]?lock(\.ya?ml)?|pixi\.toml|"
    r"package\.json|"
    r"description|renv\.lock|install(_packages|_dependencies)?\.r|(julia)?(project|manifest)\.toml|cargo\.toml|go\.mod|"
    r"pom\.xml|build\.(gradle(\.kts)?|sbt)|conanfile\.(txt|py)|vcpkg\.json|gemfile|[\w.-]+\.gemspec|composer\.json|"
    r"[\w.-]+\.(csproj|fsproj|cabal|opam|rockspec|nimble)|packages\.config|stack\.yaml|dune-project|lakefile\.(lean|"
    r"toml)|"
    r"lean-toolchain|elm\.json|mix\.exs|deps\.edn|project\.clj|spack\.ya?ml|guix\.scm|flake\.nix|(shell|default)\.nix|"
    r"package\.swift|pubspec\.yaml|fpm\.toml|dependencies\.(txt|md)|apt\.txt|runtime\.txt|environment\.pickle|"
    r"\.?binder",
    re.IGNORECASE,
)
_INSTALLS = re.compile(
    r"\b(pip3? install(?! -e \.)|conda (install|env create|create)|mamba (install|env)|install\.packages|"
    r"remotes::install|"
    r"devtools::install|biocmanager::install|apt(-get)? install|npm (install|ci)|yarn add|pkg\.add|cargo add|brew "
    r"install|"
    r"poetry (add|install)|uv (pip|add|sync))\b",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,2}(requirements?|dependenc(y|ies)|prerequisites?|environment( setup)?|system "
    r"requirements)\b.*",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?:requires?|depends on|tested (?:on|with|under|in)|needs?(?: to install)?|developed (?:in|with)|"
    r"written (?:in|for)|implemented (?:in|with|using))\b[^\n]{0,60}\b(?:python ?\d|matlab|julia|r ?\(?(?:version )?\d|"
    r"(?:py)?torch|tensorflow|keras|numpy|java|gcc|cuda|octave|toolbox(?:es)?|packages?|librar(?:y|ies))\b",
    re.IGNORECASE,
)
_TRAINING = re.compile(r"(?:^|[_.-])(?:pre[_-]?)?(?:train(?:er|ing)?|finetun\w*|fine_tune)(?:[_.\d-]|$)")
_FITTING = re.compile(r"(?:^|[_.-])(?:tune|fit|learn\w*|optimi[sz]e)(?:[_.\d-]|$)")
"""Names of programs that train, where something is trained."""
_EVALUATION = re.compile(
    r"(?:^|[_.-])(?:eval\w*|test(?:er|ing)?|benchmark\w*|infer\w*|predict\w*|metrics?|scor\w+|validat\w*|experiment\w*|"
    r"reproduc\w*|analysis|analy[sz]e)(?:[_.\d-]|$)"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TRAINS = re.compile(
    r"\b(?:python3?|torchrun|accelerate launch|deepspeed|bash|sh|rscript|julia|matlab)\b[^\n]{0,80}\btrain\w*|"
    r"[\w./-]*(?<![a-z])(?:train|finetune|pretrain)[\w-]*\.(?:py|sh|ipynb|r|m|jl|lua)\b",
    re.IGNORECASE,
)
_EVALUATES = re.compile(
    r"\b(?:python3?|torchrun|accelerate launch|bash|sh|rscript|julia|matlab)\b[^\n]{0,80}"
    r"\b(?:eval|test|infer|predict|benchmark)\w*|[\w./-]*(?<![a-z])(?:eval|evaluate|test|inference|"
    r"predict)[\w-]*\.(?:py|sh|ipynb|r|m)\b",
    re.IGNORECASE,
)
_LEARNS = re.compile(
    r"\b(neural|deep[- ]learning|machine[- ]learning|pre-?train\w*|fine-?tun\w*|checkpoints?|weights|pytorch|"
    r"tensorflow|keras|"
    r"\bjax\b|transformers?|epochs?|gpus?|language models?|diffusion|reinforcement learning|classifier|"
    r"state[- ]of[- ]the[- ]art)\b",
    re.IGNORECASE,
)
_LICENSE = re.compile(r"(licen[cs]es?|copying|unlicense|copyright)([_.-][\w.-]*)?", re.IGNORECASE)
_LICENSE_HEADING = re.compile(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,2}(licen[cs](e|es|ing)|许可证?|lizenz)\b.*",
    re.IGNORECASE,
)
_CITATION = re.compile(r"citations?(\.\w+)?|codemeta\.json|\.zenodo\.json", re.IGNORECASE)
_TEST_FOLDER = re.compile(r"(^|/)(tests|unit_?tests?|testthat|specs?|__tests__|testsuite)/", re.IGNORECASE)
_MAYBE_TEST_FOLDER = re.compile(r"(^|/)(tests?|testing|t)/", re.IGNORECASE)
_TEST_NAME = re.compile(
    r"test_\w+\.py|\w+_tests?\.\w+|test-\w+\.\w+|tests?\.\w+|test\w*\.(m|jl|sh|lua|pl|php)|\w+\.t", re.IGNORECASE
)
"""Names of tests, where the folder says so too: elsewhere a "test" may be the evaluation of a model."""
_TEST_FILE = re.compile(
    r"\w+_test\.(go|cc|cpp|c|rb|exs|dart)|\w+[.-](spec|test)\.[cm]?[jt]sx?|\w+Tests?\.(java|kt|scala|cs|swift)|"
    r"runtests\.jl|\w+_spec\.rb|conftest\.py|tox\.ini|pytest\.ini|noxfile\.py|test_suite\.\w+"
)
_OF_MODULE = re.compile(r"(?:test_(?P<after>\w+)|(?P<before>\w+)_test)\.py")
_IN_CONTAINER = re.compile(r"(^|/)\.devcontainer/", re.IGNORECASE)
_CONTAINED = re.compile(r"\b(docker|podman|singularity|apptainer) (pull|run|build|compose|exec)\b", re.IGNORECASE)
_MANUAL = re.compile(
    r"(?:(?:.*/)?(?:docs?|documentation|manuals?|vignettes|man|tutorials?|wiki)/.+\.(?:md|rst|rmd|html?|tex|txt|rd|"
    r"ipynb|pdf|adoc|qmd)|"
    r"(?:mkdocs|\.?readthedocs)\.ya?ml|(?:user_?|)(?:manual|guide|documentation|usage|tutorial)[\w-]*\.(?:pdf|md|rst|"
    r"html?|txt|docx?))",
    re.IGNORECASE,
)
_MANUAL_LINK = re.compile(
    r"readthedocs\.(io|org)|\bdocs\.rs/|pkgdown|github\.com/[\w.-]+/[\w.-]+/wiki\b|\bgitbook\b|"
    r"\bdocumentation\b[^\n]{0,80}https?://",
    re.IGNORECASE,
)
_USAGE = re.compile(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,2}(usage|quick ?-?start|getting started|how to (run|use|reproduce)|instructions?|"
    r"tutorials?|"
    r"examples?|documentation|running\b.*|run\b.*|reproduc\w+.*|user guide|manual|使用\w*|快速\w*)\b.*",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,2}(install\w*|set-?up|training|train|inference|evaluation|evaluate|testing|"
    r"安装\w*)\b.*",
    re.IGNORECASE,
)
_RESULTS = re.compile(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,3}(results?|performance|benchmarks?|leader ?board|evaluation results|model zoo)\b.*",
    re.IGNORECASE,
)
_RESULT_FILE = re.compile(
    r"(?:.*/)?(?:results?|outputs?|tables)/.+\.(?:csv|tsv|json|xlsx?|txt|tex|rds|html?)", re.IGNORECASE
)
_NUMBER = re.compile(r"[\s*_~^↑↓]*[-+]?\d+(?:[.,]\d+)?\s*%?\s*(?:(?:±|\+/-)\s*[\d.]+)?[\s*_~]*(?:[(\[].*)?")
"""A cell of a table that holds a number and nothing else."""
_ARCHIVED = re.compile(
    r"zenodo\.org/badge|\bswh:1:|archive\.softwareheritage\.org/(?:badge|swh)|codeocean\.com/capsule|"
    r"\b(?:code|software|archived?|snapshot|release|version)\b[^\n]{0,120}"
    r"(?:zenodo\.org/(?:records?|doi)/|10\.5281/zenodo|figshare\.com/articles/software|10\.24433)|"
    r"(?:zenodo\.org/records?/\d+|10\.5281/zenodo\.\d+)[^\n]{0,60}\b(?:code|software|archived?|snapshot|release)\b",
    re.IGNORECASE,
)


_FETCHED = re.compile(r"\b(download|fetch|obtain|unzip|get the|wget|curl)\b", re.IGNORECASE)
"""Words about a deposit that the reader is to fetch: data, not a copy of this repository."""


@dataclass(frozen=True, slots=True)
class _Release:
    """What is known of a repository."""

    files: Sequence[File]
    lines: Sequence[Line]
    readme: str
    metadata: Metadata
    holdings: Mapping[Asset, Judgement]
    tags: Sequence[str] | None
    is_whole: bool

    def no(self) -> Check:
        """Return that there is none, if all was seen that would have shown it."""
        return Check(False if self.is_whole else None)

    def file(self, pattern: re.Pattern[str], deepest: int = DEEPEST) -> Check | None:
        """Return the file nearest to the top whose name fits."""
        near = (file.path for file in self.files if file.path.count("/") <= deepest)
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
    listed = [file for file in files if not file.path.startswith("(")]
    is_seen = is_whole and not any(file.path.endswith("/") for file in listed)
    text = (readme or "")[:LONGEST_README]
    release = _Release(listed, read_lines(readme or ""), text, metadata or Metadata(), holdings, tags, is_seen)
    return Checklist(**{name: answer(release) for name, answer in _QUESTIONS.items()})


def _name(path: str) -> str:
    return split_path(path)[1]


def _stem(path: str) -> str:
    """Return the name without its extension, its words apart and in lower case."""
    return _CAMEL.sub("_", _name(path).rpartition(".")[0]).lower()


def _depth(path: str) -> tuple[int, int, str]:
    return path.count("/"), len(path), path


def _dependencies(it: _Release) -> Check:
    told = it.heading(_NEEDS) or it.line(_INSTALLS) or it.line(_NEEDED)
    return it.file(_DEPENDENCIES) or told or it.no()


def _is_learning(it: _Release) -> bool:
    """Return whether something is trained in a repository: only there can its training code be missing."""
    is_model = it.holdings[Asset.MODEL].content is Content.PRESENT if Asset.MODEL in it.holdings else False
    return is_model or len(set(map(str.lower, (found[0] for found in _LEARNS.finditer(it.readme))))) > 1


def _program(it: _Release, names: Sequence[re.Pattern[str]], command: re.Pattern[str]) -> Check:
    own = (file.path for file in it.files if not _is_test(file.path))
    programs = (path for path in own if kind_of(path) in _PROGRAMS)
    named = (path for path in programs if any(name.search(_stem(path)) for name in names))
    found = min(named, key=_depth, default=None)
    if found:
        return Check(True, found)
    told = it.line(command) if any(word in it.readme.lower() for word in _COMMANDS) else None
    return told or (it.no() if _is_learning(it) and _has_programs(it) else Check())


def _has_programs(it: _Release) -> bool:
    return sum(kind_of(file.path) in _PROGRAMS for file in it.files) >= SOME


_COMMANDS = (
    "python",
    "torchrun",
    "accelerate",
    "deepspeed",
    "bash",
    "sh ",
    ".sh",
    ".py",
    "rscript",
    "julia",
    "matlab",
    ".m",
    ".r",
    ".jl",
)
_PROGRAMS = (FileKind.CODE, FileKind.SHELL, FileKind.SCRIPT)


def _training(it: _Release) -> Check:
    return _program(it, (_TRAINING, _FITTING) if _is_learning(it) else (_TRAINING,), _TRAINS)


def _evaluation(it: _Release) -> Check:
    return _program(it, (_EVALUATION,), _EVALUATES)


def _models(it: _Release) -> Check:
    held = it.holdings.get(Asset.MODEL)
    if held is None:
        return Check()
    if held.content is Content.PRESENT:
        return Check(True, held.reason)
    if held.content in (Content.PLACEHOLDER, Content.EMPTY):
        return Check(False, held.reason)
    return it.no() if _is_learning(it) else Check()


def _results(it: _Release) -> Check:
    table = [line.text for line in it.lines if line.text.lstrip().startswith("|") and _numbers(line.text) > 1]
    if len(table) > 1:
        return Check(True, f'README: "{quote(table[0])}"')
    shown = next((file.path for file in it.files if _RESULT_FILE.fullmatch(file.path)), None)
    return it.heading(_RESULTS) or (Check(True, shown) if shown else it.no())


def _numbers(row: str) -> int:
    """Count the cells of a table's row that hold a number and nothing else."""
    return sum(_NUMBER.fullmatch(cell) is not None for cell in row.split("|"))


def _license(it: _Release) -> Check:
    held = it.file(_LICENSE, 0)
    if held:
        return held
    if it.metadata.license:
        return Check(True, f"the host: {it.metadata.license}")
    return it.heading(_LICENSE_HEADING) or it.no()


def _citation(it: _Release) -> Check:
    return it.file(_CITATION, 0) or it.no()


def _tests(it: _Release) -> Check:
    found = it.file(_TEST_FILE, DEEPEST + 2)
    paths = [file.path for file in it.files]
    stems = {_name(path) for path in paths}
    of_a_module = (path for path in paths if (named := _OF_MODULE.fullmatch(_name(path))) and _tested(named) in stems)
    shown = min((*filter(_is_test, paths), *of_a_module), key=_depth, default=None)
    return found or (Check(True, shown) if shown else it.no())


def _tested(named: re.Match[str]) -> str:
    """Return the name of the module that a test is called after."""
    return f"{named['before'] or named['after']}.py"


def _is_test(path: str) -> bool:
    if kind_of(path) not in _PROGRAMS:
        return False
    named = _TEST_NAME.fullmatch(_name(path)) is not None
    return _TEST_FOLDER.search(path) is not None or (named and _MAYBE_TEST_FOLDER.search(path) is not None)


def _container(it: _Release) -> Check:
    recipes = (
        path for file in it.files if kind_of(path := file.path) is FileKind.CONTAINER or _IN_CONTAINER.search(path)
    )
    shown = min(recipes, key=_depth, default=None)
    return Check(True, shown) if shown else it.line(_CONTAINED) or it.no()


def _documentation(it: _Release) -> Check:
    written = (file.path for file in it.files if _MANUAL.fullmatch(file.path))
    shown = min((path for path in written if kind_of(path) not in _NO_MANUAL), key=_depth, default=None)
    if shown:
        return Check(True, shown)
    steps = it.heading(_STEPS) if "```" in it.readme else None
    return it.line(_MANUAL_LINK) or it.heading(_USAGE) or steps or it.no()


_NO_MANUAL = (FileKind.BOILERPLATE, FileKind.VENDORED)


def _release(it: _Release) -> Check:
    if it.metadata.latest_release:
        return Check(True, it.metadata.latest_release)
    if it.tags is None:
        return Check()
    return Check(True, it.tags[0]) if it.tags else Check(False)


def _archived(it: _Release) -> Check:
    told = it.line(_ARCHIVED)
    return told if told and not _FETCHED.search(told.shown_by or "") else Check()


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
