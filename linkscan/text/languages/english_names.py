"""How English says what kind of thing a name stands for: `SongSet is a large dataset`, `our parser, SongParse`.

Nouns are looked up word by word: to compile a regular expression of hundreds of nouns takes longer than to read an
abstract.
"""

from collections.abc import Mapping

from linkscan.models import Asset
from linkscan.patterns import lazy_pattern
from linkscan.text.languages.naming import Description, NameGrammar

_PHRASE = lazy_pattern(r"\w[\w-]*(?: [\w-]+){0,2}")
_TOOL = lazy_pattern(
    r"-|\s(?:tool|software|package|system|platform|server|application|app|toolkit|framework|library|suite|pipeline"
    r"|database)s?\b"
)
"""Nouns that a noun may modify: a database server is no database."""
_RESOURCE_FOR = lazy_pattern(r" (?:for|of|on|that|to|called|named)\b|\s\(")
"""What follows `resource` if it is a thing."""
_WORD = lazy_pattern(r"(?!(?:for|from|to|with|by|that|which|using|via)\s)[\w/-]+,?\s(?:\([\w-]+\)\s)?")
_MOST_WORDS = 8  # before the noun
_IS_A = lazy_pattern(r"(?:\.(?:org|com|net|io))?\)?\s*(?:\([^()]{0,60}\)\s*)?[,:–—-]?\s*(?:is |are )?(?:an?|the|our)\s")
_SPACE = lazy_pattern(r"\s")
_SPACE_AND_WORD = lazy_pattern(r"\s[\w-]+\s")
_CALLED = lazy_pattern(r",?\s?(?:\(|called|named|termed|dubbed|coined|denoted|i\.e\.,?|[–—:-])?\s?")
_APPOSED = lazy_pattern(r",\s(?:[\w-]+\s){1,6}\($")
"""What stands between a noun and the short form of a name: `our dataset, the Song Set (`."""
_LONGEST_CALLED = 10  # characters
_LONGEST_NOUN = 40  # characters
_PRESENTING = lazy_pattern(
    r"\b(?:present|introduc|describ|develop|creat|buil[dt]|implement|construct|propos|provid|report|establish|releas)"
    r"\w*\s"
)
_BEFORE_COLON = lazy_pattern(r"[^:]{1,60}:\s(?:an?\s|the\s)?")
_INTRODUCED = lazy_pattern(
    r"(?:present(?!ation|ly|ce)|introduce|propose|develop|create|build|construct|collect|release|describe|called|named"
    r"|termed|dubbed|coined)\w*[^.]{0,60}$"
)
_BETWEEN_WORDS = frozenset(" -")
_RESOURCE = "resource"
_NOT_SINGULAR = (_RESOURCE, "annotation")  # in the singular mostly an activity, or too general


def name_grammar(nouns: Mapping[str, Asset]) -> NameGrammar:
    """Return the grammar of names; `nouns` are those that tell the kind of a thing, of up to three words."""
    known = nouns.keys() - {"annotation"}
    singular = {noun for noun in nouns if noun not in _NOT_SINGULAR and not (noun.endswith("s") and noun[:-1] in known)}
    readers = _Readers(frozenset(singular | {f"{noun}s" for noun in singular}))
    return NameGrammar(
        nouns=nouns,
        behind=(readers.said_to_be, readers.followed_by),
        before=readers.preceded_by,
        introduced=_INTRODUCED,
        presented=readers.presented,
        title=readers.titled,
    )


class _Readers:
    """Readers of descriptions that end with one of `nouns`, which are singulars and their plurals."""

    def __init__(self, nouns: frozenset[str]) -> None:
        self._nouns = nouns

    def said_to_be(self, text: str, start: int, stop: int) -> Description | None:
        """Return what a name is said to be: `, a large dataset`, `(SSD) is our parser`."""
        found = _IS_A.match(text, start, stop)
        return self._of_phrase(text, start, found.end(), stop) if found else None

    def followed_by(self, text: str, start: int, stop: int) -> Description | None:
        """Return the noun behind a name, or behind one more word: ` song dataset`."""
        for before in (_SPACE_AND_WORD, _SPACE):
            if (found := before.match(text, start, stop)) and (noun := self._noun_at(text, found.end(), stop)):
                return Description(noun, text[start : found.end()] + noun)
        return None

    def preceded_by(self, text: str, start: int, stop: int) -> Description | None:
        """Return the noun before a name: `our dataset, `, `a parser called `."""
        lowest = max(start, stop - _LONGEST_CALLED)
        ends = [end for end in range(stop, lowest, -1) if _CALLED.fullmatch(text, end, stop)]
        if text[stop - 1 : stop] == "(" and (apposed := _APPOSED.search(text, start, stop)):
            ends.append(apposed.start())
            lowest = apposed.start()
        for begin in range(max(start, lowest - _LONGEST_NOUN), stop):
            for end in ends:
                if _ends_word(text, end, stop) and self._is_noun(text, begin, end, stop):
                    return Description(text[begin:end], text[begin:stop])
        return None

    def presented(self, text: str, start: int, stop: int) -> Description | None:
        """Return what a paper says that it presents: `we present a dataset`."""
        verbs = _PRESENTING.finditer(text, start, stop)
        presented = (self._of_phrase(text, verb.start(), verb.end(), stop) for verb in verbs)
        return next(filter(None, presented), None)

    def titled(self, text: str, start: int, stop: int) -> Description | None:
        """Return what a title says of the name that it begins with: `songset: a large dataset of ...`."""
        found = _BEFORE_COLON.match(text, start, stop)
        return self._of_phrase(text, start, found.end(), stop) if found else None

    def _of_phrase(self, text: str, start: int, begin: int, stop: int) -> Description | None:
        """Return the first noun in the phrase at `begin`, with the text from `start` on; None if it has none."""
        for _ in range(_MOST_WORDS + 1):
            if noun := self._noun_at(text, begin, stop):
                return Description(noun, text[start:begin] + noun)
            word = _WORD.match(text, begin, stop)
            if word is None:
                return None
            begin = word.end()
        return None

    def _noun_at(self, text: str, start: int, stop: int) -> str | None:
        """Return the longest noun that begins at `start`, or None."""
        found = _PHRASE.match(text, start, stop)
        ends = range(found.end(), start, -1) if found else ()
        return next(
            (text[start:end] for end in ends if _ends_word(text, end, stop) and self._is_noun(text, start, end, stop)),
            None,
        )

    def _is_noun(self, text: str, start: int, end: int, stop: int) -> bool:
        word = text[start:end]
        if word in self._nouns:
            return _TOOL.match(text, end, stop) is None
        return word == _RESOURCE and _RESOURCE_FOR.match(text, end, stop) is not None


def _ends_word(text: str, end: int, stop: int) -> bool:
    """Return whether a word, or a part of a hyphenated one, ends at `end`."""
    return text[end - 1] not in _BETWEEN_WORDS and (end == stop or not (text[end].isalnum() or text[end] == "_"))
