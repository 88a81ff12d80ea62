"""Read a README: its lines in context, its promises, and whether it is a list of links or a project page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from linkscan.content.promises import promise_in
from linkscan.models import Asset
from linkscan.patterns import lazy_pattern

LONGEST_QUOTE = 140
LONGEST_LINE = 1000
LONGEST_TEXT = 262_144
MANY_LINKS = 30
TOP = 4000
"""Characters in which a README declares that it is a list."""

_COMMENTS = lazy_pattern(r"<!--.*?(?:-->|\Z)|^\[(?://|comment)\]: *[^\n]*$", re.DOTALL | re.MULTILINE)
_FENCES = lazy_pattern(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1[^\n]*$|\Z)", re.DOTALL | re.MULTILINE)
_PICTURES = lazy_pattern(r"!\[[^\]]*\]\([^)]*\)|<[^>]{0,400}>|\|")
_MARKUP = lazy_pattern(r"\]\([^)]*\)|[\[\]*`#>]+")
_LINK = lazy_pattern(
    r"\]\(https?://|<a [^>]{0,200}href=[\"']https?://|^[ \t]*\[[^\]\n]{1,200}\]:[ \t]*https?://",
    re.MULTILINE | re.IGNORECASE,
)
_LIST = lazy_pattern(
    r"^#+ .*\bawesome\b|awesome\.re/badge|\b(paper|reading|resource)s? (list|collection)\b"
    r"|\ba (curated|comprehensive) (list|collection)\b|\bsurvey\b|\b(list|collection) of (the )?"
    r"(\w+ )?(papers|publications|"
    r"resources|datasets|works)\b|^#+ papers with \w+|论文[^\n]{0,12}(?:合集|列表|汇总|清单|集合|整理)",
    re.IGNORECASE | re.MULTILINE,
)
_OF_PAPERS = lazy_pattern(
    r"\b(repo(sitory)?|project|page) (contains?|is|holds?|hosts?|collects?|keeps?|provides?) (a |the |an )?(\w+ ){0,2}"
    r"(list|collection) of (the )?(\w+ )?(papers|publications|works|articles)\b",
    re.IGNORECASE,
)
_SENTENCE_END = lazy_pattern(r"(?<=[a-z)\]`][.!?])\s+|(?<=[。！？])")

_TITLE = lazy_pattern(r"\b(project|home|web|paper)[ -]?(page|site)\b|\.github\.io\b", re.IGNORECASE)
_HEADING = lazy_pattern(r"\s*(#+\s|<h1\b)", re.IGNORECASE)
_BEGINNING = 8
"""The number of initial lines that describe what the repository is."""

_SELF = lazy_pattern(
    r"\b(repo(sitory)?|project|site)\b[^.:;()]{0,30}\b(contains?|hosts?|holds?|serves?|is)\b"
    r"(?![^.]*\b(codes?|implementation)\b)[^.:;()]{0,40}\b(project|github|landing|home|web) ?(pages?|sites?)\b",
    re.IGNORECASE,
)
_SERVED = lazy_pattern(r"\.(github|gitlab)\.io$|\.codeberg\.page$", re.IGNORECASE)
"""Names of repositories that their host serves as a website:
https://docs.github.com/pages/getting-started-with-github-pages/about-github-pages and
https://docs.gitlab.com/user/project/pages/getting_started_part_one/.
"""
_NAME = lazy_pattern(r"(project|home|web|paper)[-_.]?(pages?|sites?)$|[-_]page$", re.IGNORECASE)
"""Usual names of repositories that a page is built from."""
_LINKED = lazy_pattern(r"\[[^\]]*\]\([^)]*\)|<a [^>]*>.*?</a>", re.IGNORECASE)
_TOOL = lazy_pattern(
    r"(^|/)(scripts?|tools?|templates?|utils?|bin|builds?|leaderboards?|metrics)/|"
    r"(^|/)(build|deploy|serve|generate|create|make|optimi[sz]e|compress|convert|encode|fetch|update|rename)[\w-]*"
    r"\.(py|sh|rb|bat)$",
    re.IGNORECASE,
)

ABOUT = {
    asset: lazy_pattern(pattern, re.IGNORECASE)
    for asset, pattern in {
        Asset.CODE: r"\b(codes?|code ?base|(?<!open[- ])source|implementations?|scripts?|repo(sitory)?|train(ing)?|"
        r"toolbox|toolkit|library|packages?|plug-?in|pipelines?|notebooks?|inference|evaluation|software)\b|代码|源码|コード|ソース|"
        r"코드|소스|\bcódigo\b|\bcodice\b|\bкод\b|\bkod\b",
        Asset.MODEL: r"\b(models?|weights?|checkpoints?|ckpts?|pre-?trained|modell\w*|modelos?|modèles?)\b|模型|权重|"
        r"モデル|모델|가중치|\bмодел\w+",
        Asset.DATA: r"\b(data|data[- ]?sets?|benchmarks?|corp(us|ora)|annotations?|datos|dados|données|daten\w*)\b|"
        r"数据|データ|데이터|\bданны\w+",
        Asset.DEMO: r"\b(demos?|playground|gradio|colab|hugging ?face space)\b|演示|デモ|데모",
    }.items()
}


@dataclass(frozen=True, slots=True)
class ReadmeLine:
    """A sentence or list item of a README in context: the headings above it, and the line that introduces it.

    The title of the README is not among `headings`; `title` is set only where it is needed.
    """

    text: str
    headings: tuple[str, ...] = ()
    lead_in: str = ""
    title: str = ""

    @property
    def heading(self) -> str:
        """The nearest heading; empty before the first."""
        return self.headings[-1] if self.headings else ""


def promise(readme: str, asset: Asset) -> str | None:
    """Return a quotation of the first sentence that says an asset is not available yet.

    A sentence that names no asset ("Coming soon!") refers to the asset that its heading names, else to the code.
    """
    for line, assets, by_heading in _promises(readme):
        if asset in assets or (asset not in ABOUT and Asset.CODE in assets):
            return quote(f"{line.heading}: {line.text}" if by_heading else line.text)
    return None


@lru_cache(maxsize=64)
def _promises(readme: str) -> tuple[tuple[ReadmeLine, frozenset[Asset], bool], ...]:
    """Return the lines that promise something, the assets promised, and whether only the heading names these.

    A list of links promises nothing.
    """
    if is_list(readme):
        return ()
    found = []
    for line in read_lines(readme):
        words = promise_in(line.text)
        if words is None:
            continue
        own = assets_in(words) or assets_in(line.text)
        if not own and (_DOCUMENTS.search(words) or _OF_DOCUMENTS.match(line.text)):
            continue
        above = frozenset() if own else assets_in(line.heading)
        found.append((line, own or above or frozenset([Asset.CODE]), bool(above)))
    return tuple(found)


def assets_in(text: str) -> frozenset[Asset]:
    """Return the assets that a text mentions."""
    return frozenset(asset for asset, words in ABOUT.items() if words.search(text))


@lru_cache(maxsize=64)
def is_list(readme: str) -> bool:
    """Return whether a README is a list of other people's work: it says so, or is worded like one with many links."""
    if _OF_PAPERS.search(readme[:TOP]):
        return True
    return len(_LINK.findall(readme[:LONGEST_TEXT])) >= MANY_LINKS and _LIST.search(readme[:TOP]) is not None


def is_page(readme: str, name: str) -> bool:
    """Return whether a repository is the source of a project page, judging by its `name` or README.

    A link to a project page is not enough.
    """
    if is_served(name) or _NAME.search(name):
        return True
    lines = [_LINKED.sub("", line.text) for line in read_lines(readme)[:_BEGINNING]]
    title = next(filter(_HEADING.match, lines), next(iter(lines), ""))
    return _TITLE.search(title) is not None or any(map(_SELF.search, lines))


def title_of(readme: str) -> str:
    """Return the title of a README: the first heading in its first lines; empty if there is none."""
    return quote(next((line.text for line in read_lines(readme)[:_BEGINNING] if _HEADING.match(line.text)), ""))


def is_served(name: str) -> bool:
    """Return whether its host serves a repository of this name as a website."""
    return _SERVED.search(name) is not None


def is_tool(path: str) -> bool:
    """Return whether a file, judging by its path, is a tool for building or maintaining a page."""
    return _TOOL.search(path) is not None


def quote(line: str) -> str:
    """Return a line without markup, cut to 140 characters, for quotation."""
    boxed = line[:LONGEST_LINE].replace("[ ]", "☐")
    plain = " ".join(_MARKUP.sub("", _PICTURES.sub(" ", boxed)).split()) or " ".join(line[:LONGEST_LINE].split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1].rstrip() + "…"


_DOCUMENTS = lazy_pattern(
    r"\b(details|instructions|documentation|docs|readme|results|papers?|arxiv|tutorials?|slides|videos?|citation|bibtex|wiki)\b",
    re.IGNORECASE,
)
"""Things that may be promised but are not assets."""
_OF_DOCUMENTS = lazy_pattern(
    r"\W*(?:[\w-]+ ){0,3}(?:walk-?throughs?|guides?|tutorials?|docs|documentation|blog(?: ?posts?)?)\b", re.IGNORECASE
)
"""The start of a sentence about a document."""
_LEVELS = lazy_pattern(r"\s{0,3}(?:(#{1,6})\s+|<h([1-6])\b[^>]{0,200}>)(.*)", re.IGNORECASE)
_UNDERLINE = lazy_pattern(r"\s{0,3}(=+|-+|~+|\^+)\s*")
_RULE = lazy_pattern(r"\s*(?:={4,}|-{4,}|~{4,}|\*{4,}|_{4,}|#{7,})\s*")
_BOLD = lazy_pattern(r"\s*(?:\*\*|__|<b>|<strong>)([^*_<]{1,80}?):?(?:\*\*|__|</b>|</strong>):?\s*", re.IGNORECASE)
_ITEM = lazy_pattern(r"\s*(?:[-*+•·]|\d{1,3}[.)]|\|)\s*")
_COMMAND = "\ue000"
"""Marks lines from code blocks during parsing: a private-use character, which texts do not contain."""
_FETCHES = lazy_pattern(
    r"https?://|\b(?:from_pretrained|load_dataset|snapshot_download|hf_hub_download)\b|\bhf download\b|"
    r"huggingface-cli|\bgdown\b|\b(?:docker|podman) (?:pull|run)\b"
)
_OWN_LINE = lazy_pattern(r"\s*(?:[-\ue000*+•·|>#<!\[☐□⬜◻🔲✅☑]|\d{1,3}[.)]\s|https?://|.*<br)|\s*\Z")
_BOLD_LEVEL = 7


@lru_cache(maxsize=64)
def read_lines(readme: str) -> tuple[ReadmeLine, ...]:
    """Return the sentences and items that a reader sees, without comments and code, each with its headings."""
    return tuple(line for line in _all_lines(readme) if not line.text.startswith(_COMMAND))


@lru_cache(maxsize=64)
def read_commands(readme: str) -> tuple[ReadmeLine, ...]:
    """Return the lines of code blocks that fetch something, each with its headings and what introduces the block."""
    commands = (line for line in _all_lines(readme) if line.text.startswith(_COMMAND))
    return tuple(replace(line, text=line.text[1:].strip()) for line in commands)


@lru_cache(maxsize=64)
def _all_lines(readme: str) -> tuple[ReadmeLine, ...]:
    text = _COMMENTS.sub("", readme[:LONGEST_TEXT].replace(_COMMAND, ""))
    return tuple(_read(_FENCES.sub(_fetch_commands, text)))


def _fetch_commands(fence: re.Match[str]) -> str:
    """Return the lines of a code block that fetch something, each marked as a command."""
    found = (line.strip() for line in fence[0].splitlines()[1:] if _FETCHES.search(line[:LONGEST_LINE]))
    return "\n".join(f"{_COMMAND}{line}" for line in found)


@dataclass(slots=True)
class _Context:
    """The context of a line during parsing: headings above it, the line that introduces it, the preceding line."""

    headings: dict[int, str] = field(default_factory=dict)
    lead_in: str = ""
    before: str = ""
    is_titled: bool = False

    def enter(self, raw: str) -> int:
        """Update the context before a line; return the level of a heading, 0 for any other line."""
        level, title = _heading(raw)
        if level == 1 and not self.is_titled and not self.headings:
            self.is_titled = True
        elif level:
            outer = {above: name for above, name in self.headings.items() if above < level}
            self.headings, self.lead_in, self.before = outer | {level: quote(title)}, "", ""
        elif raw.strip():
            self.before = raw if len(raw) <= LONGEST_QUOTE else ""
        return level

    def leave(self, raw: str) -> None:
        """Update the context after a line that is not a heading: does it introduce what follows?

        A line does that if it ends in a colon or is the first row of a table.
        """
        is_table_head = raw.lstrip().startswith("|") and not self.lead_in.lstrip().startswith("|")
        if raw.rstrip(" *_").endswith((":", "：")) or is_table_head:
            self.lead_in = raw
        elif raw.strip() and not _ITEM.match(raw) and "http" not in raw:
            self.lead_in = ""


def _read(text: str) -> Iterator[ReadmeLine]:
    context = _Context()
    for raw in _unwrap(text):
        if raw.startswith(_COMMAND):
            yield ReadmeLine(raw, tuple(context.headings.values()), context.lead_in or context.before)
            continue
        level = context.enter(raw)
        above = tuple(context.headings.values())
        for part in _SENTENCE_END.split(raw):
            if part.strip():
                yield ReadmeLine(part, above, context.lead_in)
        if not level:
            context.leave(raw)


def _heading(raw: str) -> tuple[int, str]:
    """Return the level and title of a heading, including a line all in bold; level 0 if the line is not a heading."""
    found = _LEVELS.match(raw)
    if found:
        return len(found[1]) if found[1] else int(found[2]), found[3]
    bold = _BOLD.fullmatch(raw)
    return (_BOLD_LEVEL, bold[1]) if bold else (0, "")


def _unwrap(text: str) -> Iterator[str]:
    """Yield the lines with wrapped paragraphs joined and underlined titles converted to `#` headings."""
    waiting = ""
    for full in text.splitlines():
        line = full[:LONGEST_LINE]
        if waiting and _UNDERLINE.fullmatch(line) and len(waiting) <= LONGEST_QUOTE:
            yield f"{'#' if line.strip()[0] == '=' else '##'} {waiting.strip()}"
            waiting = ""
        elif _RULE.fullmatch(line):
            yield from filter(None, [waiting])
            waiting = ""
        elif _OWN_LINE.match(line) or len(waiting) + len(line) > LONGEST_LINE or waiting.endswith(("  ", "\\")):
            yield from filter(None, [waiting])
            waiting = "" if _ends_here(line) else line
            yield from filter(None, [line if _ends_here(line) else ""])
        elif _ITEM.match(waiting) and not waiting.lstrip().startswith("|"):
            waiting = f"{waiting} {line.strip()}"
        else:
            waiting = f"{waiting} {line.strip()}" if waiting else line
    yield from filter(None, [waiting])


def _ends_here(line: str) -> bool:
    """Return whether no following line continues this one: it is blank, a heading, a table row or HTML."""
    return not line.strip() or line.lstrip().startswith(("#", "|", "<", "![", _COMMAND))
