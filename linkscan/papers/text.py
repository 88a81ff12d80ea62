"""Plain text: titles on lines of their own with abstracts below them, or only abstracts separated by blank lines."""

from collections.abc import Iterable, Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.documentation import (
    are_passages,
    are_remarks,
    has_its_sections,
    is_documentation,
    is_list_of_lines,
    is_note,
    is_structured,
    name_releases,
)
from linkscan.papers.input_file import InputFile
from linkscan.papers.layout import Paragraph, assemble, is_finished, looks_like_title, paragraphs
from linkscan.papers.mixed import OwnLines
from linkscan.papers.prose import is_prose
from linkscan.papers.unread import is_another, is_conversation, is_references, is_table
from linkscan.patterns import lazy_pattern

_SEVERAL_PAPERS = 12  # paragraphs that are more than those of an abstract
_OTHERS = (is_note, is_list_of_lines, are_remarks, are_passages)
_MARKDOWN = lazy_pattern(r"(?m)^(?:#{1,6} \S|\s{0,3}[-*+] +\[[^\[\]\n]*\]\()")  # which has been tried before


def sniff(head: str) -> bool:
    """Return whether a text is prose, but not markup, documentation, code, or names with values."""
    if head.startswith("---") or len(_MARKDOWN.findall(head)) > 1 or is_another(head) or is_table(head):
        return False
    if is_references(head) or is_conversation(head):
        return False
    if has_its_sections(head.splitlines()) or not is_prose(head) or is_documentation(head):
        return False
    texts = [text for text in _whole(paragraphs(enumerate(head.splitlines(), 1))) if not looks_like_title(text)]
    if name_releases(texts) or (len(texts) < _SEVERAL_PAPERS and is_structured(head.splitlines())):
        return True
    return not any(are_other(texts) for are_other in _OTHERS)


def _whole(parts: Iterable[Paragraph]) -> Iterator[str]:
    """Yield paragraphs, with the parts joined into which uneven lines of a wrapped one were taken apart."""
    whole = ""
    for part in parts:
        is_wrapped = "\n" in whole or "\n" in part.text or part.text[:1].islower()
        if whole and not part.apart and is_wrapped and not is_finished(whole):
            whole += f"\n{part.text}"
            continue
        if whole:
            yield whole
        whole = part.text
    if whole:
        yield whole


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield a paper for each title with its paragraphs, or for each paragraph if there are no titles."""
    lines = OwnLines(source, "text")
    return lines.and_end(assemble(paragraphs(lines), source))
