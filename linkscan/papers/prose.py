"""Tell prose from programs, tables, and lists of names with values. Pure.

Each line is classified on its own: consecutive words are prose; signs, numbers, code and comments are not. A text is
prose if the share of its characters in such lines is large enough.
"""

from collections.abc import Iterator
from itertools import islice

from linkscan.patterns import lazy_pattern

_MOST_LINES = 2000
_LONGEST_LINE = 4000  # characters that are examined
_LEAST_WORDS = 4  # of a line of prose; three suffice if they end a sentence
_MANY_WORDS = 30  # of a line that is prose whatever else is in it
_LEAST_OF_LINE = 0.5  # share of the characters of a line that are in words
_LEAST_OF_TEXT = 0.5  # share of the characters of a text that are in lines of prose
_MOST_OTHERS = 0.35  # share of its characters that are in lines of signs, numbers or code
_FEW_LINES = 3  # in which an address with a word counts as prose: "Code: github.com/example/lantern"

_ADDRESS = lazy_pattern(
    r"(?i)(?:https?://|www\.)\S+|(?<![\w.-])(?:[\w-]{1,63}\.){1,6}[a-z]{2,6}/\S*|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+"
)
_FORMULA = lazy_pattern(r"\$[^$\s](?:[^$]{0,200}[\\_^][^$]{0,200})?\$")
_LETTERS = r"[^\W\d_]"
_WORD = lazy_pattern(
    rf"(?<![^\s(\[{{\"'“‘«„<—–/-])[\"'“‘«„(\[]{{0,3}}({_LETTERS}+(?:['’.\-‐‑/]{_LETTERS}+)*)[,;:.!?…)\]\"'”’»%]{{0,4}}(?=$|[\s—–/-])"
)
_DENSE = lazy_pattern(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff]")
"""Letters of unspaced scripts."""

_LETTERS_OF_A_WORD = 2  # in those scripts
_STOP = lazy_pattern(r"[.!?…。！？।؟۔።։][\"'”’»)\]]*(?:\s|$)|[。！？।]")
_COMMENT = lazy_pattern(
    r"(?:[#%;>|]|//|/\*|\*/|--(?!-?\s*$)|<!--|\.\.\s|\.[\\'\"]|\.[A-Z]{1,2}\b|@|\$\s|!{1,2}[\s\\]|\\\w|REM\b|::|'''|\"\"\"|\^)"
)
_PROGRAM = lazy_pattern(
    r"(?:[{}\[\]|\\]|[;=](?<!\w\w\w;)|\(|&&|->|=>|,\\)$|^\W*$|\w\(\)|\w\([\w\"']*\)\s*[;{]"
    r"|[\w\])]\s*(?::=|\+=|==|!=|<-|=>|->|&&|\|\|)\s*\S|^\s*[\w.\-\[\]\"'/]{1,60}\s*=\s*\S|</?\w+[^<>]{0,200}>"
    r"|\$[\w({]|\S::\S|\w=[\"'\w]|^[\w.-]{1,40}:\s*[\"'\[{|>]|^[\w./-]{1,60}\t|\S {5,}\S"
)
_PAIR, _PAIRS = lazy_pattern(r"[\"'][\w.-]+[\"']\s*:\s*[\"'\[{\d]"), 3  # of JSON
_STAMP = lazy_pattern(
    r"\W{0,2}(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\W{1,3})?\d{1,2}:\d\d\b|\W?\d{4}-\d\d-\d\d[T ]\d\d|\[\w{2,9}\]"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}\s\d\d:\d\d"
    r"|(?:ERROR|WARN(?:ING)?|INFO|DEBUG|TRACE|FATAL)\b"
)


def is_prose(text: str) -> bool:
    r"""Return whether a text is mostly lines of words, with at least one sentence and few lines of anything else.

    >>> is_prose("A Tool\n\nWe release our code."), is_prose("x = 3\ny = 4\nprint(x + y)")
    (True, False)
    """
    lines = [line.strip() for line in islice(_lines(text), _MOST_LINES)]
    prose = others = whole = 0
    has_sentence = is_short = len(lines) <= _FEW_LINES
    for line in lines:
        kind = _is_prose(line, is_short=is_short)
        whole += len(line)
        prose += len(line) if kind else 0
        others += len(line) if kind is False else 0
        has_sentence = has_sentence or (kind is not False and _STOP.search(line) is not None)
    return has_sentence and prose >= _LEAST_OF_TEXT * whole and others <= _MOST_OTHERS * whole


def is_no_prose(text: str) -> bool:
    """Return whether most of a text is lines of signs, numbers or code."""
    lines = [line.strip() for line in islice(_lines(text), _MOST_LINES)]
    others = sum(len(line) for line in lines if _is_prose(line, is_short=False) is False)
    return 2 * others > sum(map(len, lines))


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if not line.isspace() and line)


def _is_prose(line: str, *, is_short: bool) -> bool | None:
    """Return whether a line is prose, or None if it is too short to tell, such as a title."""
    line = line[:_LONGEST_LINE]
    plain = _ADDRESS.sub(" ", line)
    has_address = plain != line
    if has_address and not plain.strip(" .,;:()[]<>"):
        return None
    plain = _FORMULA.sub(" ", plain) if "$" in plain else plain
    count, share = _words(plain)
    if share >= _LEAST_OF_LINE and count >= _MANY_WORDS:
        return len(_PAIR.findall(line)) < _PAIRS
    if share < _LEAST_OF_LINE or _COMMENT.match(line) or _STAMP.match(line):
        return False
    if is_short and has_address and count:
        return True
    if count < 3 * _LEAST_WORDS and _PROGRAM.search(plain):
        return False
    return count >= _LEAST_WORDS or (count == _LEAST_WORDS - 1 and _STOP.search(line) is not None) or None


def _words(line: str) -> tuple[int, float]:
    """Return the number of words in a line, and the share of its characters that are in words."""
    words = [found[1] for found in _WORD.finditer(line)]
    letters = sum(map(len, words))
    signs = len("".join(line.split()))
    dense = 0 if line.isascii() else len(_DENSE.findall(line))
    if dense > letters // 2:
        return dense // _LETTERS_OF_A_WORD, dense / max(1, signs)
    return len(words), letters / max(1, signs)
