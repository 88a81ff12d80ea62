"""Assign roles to the files of a place: the authors' code, a page, data, weights and so on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from linkscan.content.backbones import TENSOR_NAME, is_backbone
from linkscan.content.file_kinds import (
    LONGEST_PATH,
    FileKind,
    extension_of,
    is_asset_folder,
    kind_of,
    split_path,
    unsharded,
)
from linkscan.content.surroundings import PAGE, Surroundings, is_incidental, read_folder, read_surroundings
from linkscan.models import File
from linkscan.patterns import lazy_pattern

MOST_FILES = 20_000
"""The number of files examined: first those that may be a release, then those nearest to the top."""

STUB = 120
"""Bytes below which a code file does nothing: a licence header, an import, "coming soon"."""


LITTLE = 2000
"""Bytes below which a data file is not a data set."""


LONG_TEXT = 1 << 15
"""Bytes from which a plain text is a corpus rather than notes, and a bibliography is data; git shows smaller sizes."""


TRIFLE = 300
"""Bytes below which a file of unknown type is ignored."""


TENSOR = 20_000
"""Bytes below which a tensor file contains indices or statistics, as no trained model is that small."""


DEEPEST = 3
"""The folder depth down to which an archive of weights or data may be the release."""


LONGEST_NAME = 80
"""Characters of a path that a reason shows, counted from its end."""


class Role(Enum):
    """What a file means for the question of whether something was released. Each file has one role."""

    CODE = auto()
    APP = auto()  # code in web languages: an application, or a programmed page
    STUB = auto()  # code too short to do anything
    SHELL = auto()  # shell scripts: programs, or their launchers
    MANUAL = auto()  # programs in a folder of documentation
    STYLE = auto()  # LaTeX classes and packages
    CONTAINER = auto()
    PACKED = auto()  # archives of anything but data or weights
    DATA = auto()
    SMALL = auto()  # accessory data of a program: settings, samples, vocabularies
    WEIGHTS = auto()
    BACKBONE = auto()  # well-known pretrained weights, recognised by name
    PROGRAM = auto()  # compiled, without source
    DOCUMENT = auto()
    VENDORED = auto()
    ELSEWHERE = auto()  # submodules, and manifests of other repositories
    CLOSED = auto()  # unopened folders
    UNKNOWN = auto()  # of unknown type, and not tiny
    REST = auto()  # README, licence, images, settings, web pages


@dataclass(frozen=True, slots=True)
class Survey:
    """The files of a place by role; `pages` are the entry pages and layouts of a website."""

    roles: Mapping[Role, tuple[File, ...]]
    pages: tuple[File, ...]

    def __getitem__(self, role: Role) -> tuple[File, ...]:
        """Return the files of one role, those nearest to the top first."""
        return self.roles.get(role, ())


_WEB_LANGUAGE = lazy_pattern(r"\.(ts|tsx|jsx|vue|svelte|mts|cts|php|rb)$", re.IGNORECASE)
_DATA_ARCHIVE = lazy_pattern(
    r"data|corpus|image|sample|annot|benchmark|label|split|video|audio|result|output|figure|weight|checkpoint|ckpt|"
    r"pretrain|slides?|poster|appendix",
    re.IGNORECASE,
)
_WEIGHTS_ARCHIVE = lazy_pattern(
    r"weights?|checkpoint|ckpt|pre-?_?trained|((final|best|saved|trained|released?)[ _.-]?models?([_.-]|$))",
    re.IGNORECASE,
)
_MODEL_FOLDER = lazy_pattern(
    r"(^|/)((saved|trained|pre-?trained|final)[_-])?(models?|weights|checkpoints?|ckpts?)/$", re.IGNORECASE
)
_MODELS_FOLDER = lazy_pattern(r"(^|[/_-])(models|weights)/$", re.IGNORECASE)
_TRAINED_MODELS = lazy_pattern(r"\btrained\b[^.\n]{0,80}\bmodels\b|\bmodels\b[^.\n]{0,80}\btrained\b", re.IGNORECASE)
"""README wordings by which a folder of many text files contains trained models."""
_TRAINED = lazy_pattern(
    r"\b(tensorflow|pytorch|keras|savedmodel|checkpoints?|neural net\w*|deep learning|pre-?trained|classifiers?)\b",
    re.IGNORECASE,
)
"""README words by which models are trained ones rather than drawings or equations."""
_DATA_NAME = lazy_pattern(
    r"(^|[/_.-])(data|dataset|train(ing)?|test|val(id(ation)?)?|eval|dev|annotat(ed|ions?)|gold|corpus|benchmark|"
    r"labels?|questions?)"
    r"([_.\d-][^/]*)?$|metadata[^/]*\.(csv|tsv|xlsx?|txt)$|(^|/)savedrecs[^/]*\.(txt|bib|xlsx?)$",
    re.IGNORECASE,
)
_MODEL_NAME = lazy_pattern(
    r"model|weight|ckpt|checkpoint|adapter|lora|torch|ggml|consolidated|pretrain|finetun|embedding|wiki|cc\.|vec|"
    r"bert|gpt|frozen|graph|inference|\bnet|detect",
    re.IGNORECASE,
)
"""Words in the path of a `.bin` or `.pb` file that contains a model; others are firmware, images or caches."""
_RUNNER = lazy_pattern(
    r"(^|[/_.-])(run\w*|train\w*|pretrain\w*|finetune\w*|eval\w*|test\w*|infer\w*|predict\w*|submit|start|launch|"
    r"exp\w*|"
    r"experiments?|jobs?|all|sweep|demo|sample|generate|reproduce)([/_.-]|$)",
    re.IGNORECASE,
)
"""Names of scripts that launch a program."""
_MODEL_AS_TEXT = lazy_pattern(r"(^|[ _.-])(models?|mplus|lavaan|nonmem|sem)([ _.-]?\w{0,12})?\.txt$", re.IGNORECASE)
_MODELLING = lazy_pattern(
    r"\b(win|open)?bugs\b|\bjags\b|\bstan\b|\bnonmem\b|\bmplus\b|\blavaan\b|\bgams\b|\bampl\b", re.IGNORECASE
)
"""Modelling languages whose models are often saved as plain text."""
_LATEX = lazy_pattern(r"\b(la|xe|lua)?tex\b|\bctan\b|\bbeamer\b|\btikz\b", re.IGNORECASE)
_MATHEMATICA = lazy_pattern(r"\bmathematica\b|\bwolfram\b|\bcdf player\b", re.IGNORECASE)
_TRAINED_FOLDER = lazy_pattern(r"(^|/)(pre-?_?trained|trained)[_-]?(models?|weights)(/|$)", re.IGNORECASE)
"""Folders of trained models in any format."""
_MAY_BE_MODEL = frozenset(("h5", "hdf5", "pkl", "pickle", "joblib", "npz", "rds"))
"""Data formats that trained models are also saved in."""
_MODEL_STEM = lazy_pattern(
    r"(.*[_.-])?(weights?|((best|final|trained|saved|full|fitted|pre-?trained)[_-]?)models?|checkpoints?|classifiers?)"
    r"([_.-]?(v?\d+|best|final|last|epoch\d*))*|models?([_.-](v?\d+|best|final|last))*",
    re.IGNORECASE,
)
"""Names of files that contain only a trained model: `tool_weights.h5`, `best_model.pkl`, `model.joblib`."""
_NO_MODEL = lazy_pattern(r"results?|outputs?|logs?\b|dump|cache|response|samples?", re.IGNORECASE)
_SHELL = lazy_pattern(r"(ba|da|k|mk|z|c|tc|fi|a|pw)?sh[\d.]*")
_MANIFESTS = (".repos", ".rosinstall")

_BIBLIOGRAPHIES = (".bib", ".ris", ".enw", ".nbib", ".ciw")
"""Exports of bibliographic databases: data, unless next to the source of a paper."""
_MAY_BE_DATA = (FileKind.DATA, FileKind.MEDIA, FileKind.OTHER, FileKind.DOCUMENT)
_PLAIN_ROLES = {
    FileKind.BINARY: Role.PROGRAM,
    FileKind.VENDORED: Role.VENDORED,
    FileKind.FOLDER: Role.CLOSED,
    FileKind.CONTAINER: Role.CONTAINER,
}


def survey(files: Iterable[File], readme: str = "", *, is_deposit: bool = False) -> Survey:
    """Return the files by role.

    The README disambiguates extensions with several meanings; in a deposit, images count as data.
    """
    short = (file for file in files if len(file.path) <= LONGEST_PATH)
    nearest = _nearest(list(short))
    pages = tuple(file for file in nearest if PAGE.match(file.path))
    context = read_surroundings(nearest, readme, has_page=bool(pages), is_deposit=is_deposit)
    roles = defaultdict[Role, list[File]](list)
    for file in nearest:
        roles[_role(file, context)].append(file)
    return Survey({role: tuple(members) for role, members in roles.items()}, pages)


_LOWEST = 2
_PRIORITIES = {
    FileKind.CODE: 0,
    FileKind.BOILERPLATE: 0,
    **dict.fromkeys((FileKind.SCRIPT, FileKind.SHELL, FileKind.TEX, FileKind.WEIGHTS, FileKind.ARCHIVE), 1),
    **dict.fromkeys((FileKind.CONTAINER, FileKind.FOLDER, FileKind.BUILD), 1),
}
"""Which kinds of files to keep if there are too many; lower numbers first."""


def _nearest(files: list[File]) -> list[File]:
    """Return the files, those nearest to the top first.

    If there are too many, code is kept before anything else at any depth, and an unopened folder stands for the rest.
    """
    if len(files) > MOST_FILES:
        chosen = sorted(files, key=lambda file: (_PRIORITIES.get(kind_of(file.path), _LOWEST), file.path.count("/")))
        files = [*chosen[:MOST_FILES], File(f"({len(files) - MOST_FILES} further files)/")]
    return sorted(files, key=lambda file: file.path.count("/"))


def names(files: Iterable[File], most: int = 3) -> str:
    """Return the first paths and the number of the others, for use in a reason."""
    paths = [file.path if len(file.path) <= LONGEST_NAME else f"…{file.path[-LONGEST_NAME:]}" for file in files]
    more = f" and {len(paths) - most} more" if len(paths) > most else ""
    return ", ".join(paths[:most]) + more


def is_runner(path: str) -> bool:
    """Return whether a script, judging by its name, only launches a program."""
    return _RUNNER.search(split_path(path)[1]) is not None


def _role(file: File, context: Surroundings) -> Role:
    """Return the role of one file by its kind and its context."""
    kind, path = _kind_in_context(file, context), file.path
    if file.is_submodule or path.endswith(_MANIFESTS):
        return Role.ELSEWHERE
    if kind in (FileKind.CODE, FileKind.SCRIPT, FileKind.SHELL):
        return _code_role(file, kind, context)
    if kind is FileKind.WEIGHTS:
        return _weights_role(file)
    return _data_role(file, kind, context) if kind in _MAY_BE_DATA else _plain_role(path, kind, context)


def _plain_role(path: str, kind: FileKind, context: Surroundings) -> Role:
    """Return the role of a file that is neither code, weights nor possibly data."""
    if kind is FileKind.TEX:
        return Role.STYLE if _LATEX.search(context.readme) or not context.has("tex") else Role.REST
    if kind is FileKind.ARCHIVE:
        return _archive_role(path, context)
    role = _PLAIN_ROLES.get(kind, Role.REST)
    return Role.REST if role is Role.CLOSED and is_asset_folder(path) else role


def _archive_role(path: str, context: Surroundings) -> Role:
    """Return the role of an archive by its name; weights deep in the tree, and most data there, are not a release."""
    folder, name = split_path(path)
    is_deep = path.count("/") > DEEPEST or is_incidental(path)
    is_trained = _MODEL_FOLDER.search(folder) is not None and _TRAINED.search(context.readme) is not None
    if is_trained or _WEIGHTS_ARCHIVE.search(name):
        return Role.REST if is_deep else Role.WEIGHTS
    if _DATA_ARCHIVE.search(name):
        return Role.REST if is_deep and not read_folder(folder).holds_data else Role.DATA
    return Role.REST if is_asset_folder(path) else Role.PACKED


def _kind_in_context(file: File, context: Surroundings) -> FileKind:
    """Return the kind of a file, by its interpreter or other files if the name is ambiguous."""
    kind, extension = kind_of(file.path), extension_of(file.path)
    if kind is FileKind.OTHER and file.interpreter:
        return FileKind.SHELL if _SHELL.fullmatch(file.interpreter) else FileKind.CODE
    is_program = (extension == "cls" and context.has("bas", "frm", "vbp", "vba", "xlsm", "trigger", "object")) or (
        extension == "cdf" and (context.has("nb", "wl", "wls") or _MATHEMATICA.search(context.readme) is not None)
    )
    if is_program:
        return FileKind.CODE
    if extension in ("qmd", "rmd") and context.is_book:
        return FileKind.OTHER
    if extension in ("uasset", "umap"):
        return FileKind.CODE if context.has("uproject", "uplugin") else FileKind.MEDIA
    is_saved = extension in _MAY_BE_MODEL and _MODEL_STEM.fullmatch(_stem(file.path)) is not None
    is_in_model_folder = (
        extension in (*_MAY_BE_MODEL, "sav", "mat", "dat", "npy") and _TRAINED_FOLDER.search(file.path) is not None
    )
    return FileKind.WEIGHTS if kind is FileKind.DATA and (is_saved or is_in_model_folder) else kind


def _stem(path: str) -> str:
    return split_path(path)[1].rpartition(".")[0]


def _code_role(file: File, kind: FileKind, context: Surroundings) -> Role:
    """Return the role of code: the authors' own, part of a page or manual, or a stub."""
    folder = read_folder(split_path(file.path)[0])
    is_web = kind is FileKind.SCRIPT or _WEB_LANGUAGE.search(file.path) is not None
    in_page = (is_web or context.is_page) and folder.is_page
    is_page_script = kind is FileKind.SCRIPT and context.is_page and not context.is_package
    if in_page or is_page_script or (is_web and context.is_site):
        return Role.MANUAL if folder.is_manual and not is_web and not context.has_manual else Role.REST
    if folder.is_manual and (is_web or context.has_manual):
        return Role.REST
    if file.path.endswith("__init__.py") or (file.size is not None and file.size < STUB):
        return Role.STUB
    if folder.is_manual:
        return Role.MANUAL
    if kind is FileKind.SHELL:
        return Role.SHELL
    return Role.APP if is_web else Role.CODE


def _weights_role(file: File) -> Role:
    """Return the role of weights: a trained model, tensors of a program or data set, or well-known weights."""
    folder, name = split_path(file.path)
    if is_incidental(file.path):
        return Role.REST
    if name.endswith((".bin", ".pb")) and (not _MODEL_NAME.search(file.path) or _NO_MODEL.search(name)):
        return Role.UNKNOWN
    is_small = file.size is not None and file.size < TENSOR
    if is_small or TENSOR_NAME.search(name):
        return Role.SMALL
    if read_folder(folder).holds_data and name.endswith((".pt", ".bin")):
        return Role.DATA
    return Role.BACKBONE if is_backbone(name.rpartition(".")[0]) else Role.WEIGHTS


def _data_role(file: File, kind: FileKind, context: Surroundings) -> Role:
    """Return the role of data: a data set, or an accessory of a program. Images count in data folders and deposits."""
    folder, name = split_path(unsharded(file.path))
    is_text = kind is FileKind.DOCUMENT and name.endswith(".txt")
    is_large = file.size is None or file.size >= LITTLE or folder in context.full_folders
    in_folder = read_folder(folder).holds_data
    if is_large and not is_incidental(file.path):
        counts = is_text or kind is FileKind.DATA or (kind is FileKind.OTHER and in_folder)
        if (in_folder and (counts or folder in context.media_folders)) or (counts and _DATA_NAME.search(name)):
            return Role.DATA
    if context.is_deposit and kind is FileKind.MEDIA:
        return Role.DATA if is_large else Role.SMALL
    if name.endswith(_BIBLIOGRAPHIES) and not context.has("tex", "rmd", "qmd", "docx") and _is_long(file):
        return Role.SMALL
    return (_text_role(file, context) if is_text else None) or _accessory_role(file, kind, context, in_folder=in_folder)


def _is_long(file: File) -> bool:
    """Return whether a text is too long to be notes; unknown sizes count as long, except on other branches."""
    is_unknown = file.size is None and not file.path.startswith("(")
    return (is_unknown or (file.size or 0) >= LONG_TEXT) and not is_incidental(file.path)


def _text_role(file: File, context: Surroundings) -> Role | None:
    """Return the role of a plain text that is a model, corpus or table, judging by name and size; else None."""
    name = split_path(unsharded(file.path))[1]
    if _MODEL_AS_TEXT.search(name) and (file.size is None or file.size >= STUB):
        return Role.CODE if _MODELLING.search(context.readme) else Role.UNKNOWN
    folder = split_path(file.path)[0]
    if folder in context.text_folders and not is_asset_folder(file.path):
        return Role.WEIGHTS if _MODELS_FOLDER.search(folder) and _TRAINED_MODELS.search(context.readme) else Role.SMALL
    return Role.SMALL if _is_long(file) or _DATA_NAME.search(name) else None


def _accessory_role(file: File, kind: FileKind, context: Surroundings, *, in_folder: bool) -> Role:
    if is_asset_folder(file.path):
        return Role.REST
    if kind is FileKind.DATA or (kind is FileKind.OTHER and in_folder):
        return Role.REST if context.is_site else Role.SMALL
    if kind is FileKind.OTHER and (file.size is None or file.size >= TRIFLE):
        return Role.UNKNOWN
    return Role.DOCUMENT if kind is FileKind.DOCUMENT else Role.REST
