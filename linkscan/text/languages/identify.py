"""Identify the language of a text and of its sentences by script, or else by frequent words.

Each sentence is identified separately, since a text may contain an abstract and its translation.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from linkscan.patterns import lazy_pattern
from linkscan.text.claims.lexicon import word_set
from linkscan.text.languages import languages_read
from linkscan.text.languages.english import ENGLISH
from linkscan.text.languages.language import Language
from linkscan.text.languages.unread import KIN, LATIN_LETTERS, LETTERS, NOT_LETTERS, SCRIPTS, UNKNOWN, WORDS

_KANA = "\u3041-\u30fa\u31f0-\u31ff"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_CYRILLIC = "\u0400-\u04ff"
_NOT_LATIN = "\u0370-\u1dff\u1f00-\u1fff\u3041-\ud7af\uf900-\ufaff\ufb50-\ufdff\ufe70-\ufefe"


@cache
def _letters(ranges: str) -> re.Pattern[str]:
    """Return a pattern for letters in `ranges`; compiling a large set takes 5 ms."""
    return re.compile(f"[{ranges}]")


_ADDRESS = lazy_pattern(r"\b(?:\w{1,10}://|www\.|[\w-]{1,63}\.(?:com|org|io|net)/)[!-~]*")
_WORD = lazy_pattern(r"[^\W\d_]+")
_COMMON_WORDS = word_set(
    """de la der und die el les des il di che que em do het van een og och w i na bir ve da ja yang dan se su las
    los en"""
)
"""Frequent words of other languages; a text without any of them is English."""
_COMMON = tuple(f" {word} " for word in _COMMON_WORDS)
_BESIDE_OF = (" een ", " het ", " nie ")
"""Words of Dutch and Afrikaans, in which `of` is frequent too."""
_ONLY_ENGLISH = (" this ", " that ", " which ")
_ENGLISH = (" the ", " of ", " and ")
_APART = 200  # characters of English text in which at least one of these words occurs
_LATIN = bytes(range(0xC3, 0xCD))
"""First bytes of non-ASCII Latin letters in UTF-8 (RFC 3629, section 3)."""
_NO_LETTERS = bytes([*range(0xC3), 0xE2])
"""UTF-8 bytes of ASCII, continuation bytes, and first bytes of punctuation and symbols (from U+0080 and U+2000)."""
_FEW_LETTERS = 5  # non-ASCII letters that names and formulas account for
_MANY_LETTERS = 10  # letters of another script; fewer are a name or a symbol
_ENOUGH = 25  # words that are enough to identify a language
_ONE_IN = 8  # words of which one must be a frequent one; in abstracts, every third is
_FAIR_SHARE = 0.25  # of the words of a short English text are frequent in it
_SURPLUS = 5  # such words; a label or a sentence with English names may be in any language
_OUTWEIGHS = 4  # frequent words of English that one of another language outweighs: `do`, `die` and `van` are in both
_FEW = 2  # frequent words of one language that may occur in a text in another
_READ_LONGEST = 20_000  # characters that are examined
_ENDING = 4  # letters of an ending that identifies a language: `descripción`
_SHORT = 400  # characters; a shorter text may lack frequent words


class IdentifiedLanguages(NamedTuple):
    """The languages of a text that can be read, the most frequent first; English is always among them.

    `unread` is the name of the main language of the text if that cannot be read.
    """

    languages: Sequence[Language]
    unread: str | None = None


_PLAINLY_ENGLISH = IdentifiedLanguages((ENGLISH,))


def identify_languages(text: str) -> IdentifiedLanguages:
    """Return the languages that a text is written in."""
    if not text or _is_plainly_english(text):
        return _PLAINLY_ENGLISH
    text = normalize("NFC", text[:_READ_LONGEST])
    counts = _count(text) + (_count_scripts(text) if _letters_beyond_ascii(text).translate(None, _LATIN) else Counter())
    few = min(2, counts[ENGLISH.name] + 1)
    others = [language for language in languages_read() if counts[language.name] >= few and language is not ENGLISH]
    languages = sorted((ENGLISH, *others), key=lambda language: -counts[language.name])
    name, most = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    is_unread = most > max(counts[languages[0].name], _FEW) and name not in {language.name for language in languages}
    if is_unread:
        return IdentifiedLanguages(languages, name)
    return IdentifiedLanguages(languages, UNKNOWN if most * _ONE_IN < _length(text) else None)


def _length(text: str) -> int:
    """Return the number of words in a text, or 0 if they are too few to identify its language."""
    number = len(_WORD.findall(_ADDRESS.sub(" ", text)))
    return number if number >= _ENOUGH else 0


def language_of(sentence: str, languages: Sequence[Language]) -> Language:
    """Return which of `languages` a sentence is in."""
    if len(languages) == 1:
        return languages[0]
    by_code = {language.code: language for language in languages}
    script = _script_code(sentence, by_code)
    if script is not None:
        return by_code[script]
    counts = _count(sentence)
    return max(languages, key=lambda language: counts[language.name])  # on a tie, the main language


def _is_plainly_english(text: str) -> bool:
    """Return whether a cheap test shows that a text is entirely in English."""
    if text.isascii():
        contains = text.__contains__
        is_english = " the " in text or any(map(contains, _ONLY_ENGLISH))
        is_english = is_english or (" of " in text and not any(map(contains, _BESIDE_OF)))
        return is_english or (len(text) < _SHORT and _is_mostly_english(text))
    if len(text) < _SHORT:
        return False
    if sum(map(text.count, _ENGLISH)) * _APART < len(text):
        return False
    letters = _letters_beyond_ascii(text)
    if len(letters) <= _FEW_LETTERS:
        return True
    if len(letters.translate(None, _LATIN)) > _MANY_LETTERS:  # fewer than that are symbols
        return False
    return sum(text.count(word) for word in _COMMON if word in text) < _FEW


def _is_mostly_english(text: str) -> bool:
    """Return whether frequent words of English are many among the words of a text, and those of others few."""
    words = _WORD.findall(_ADDRESS.sub(" ", text.lower()))
    surplus = sum(map(ENGLISH.signs.__contains__, words)) - _OUTWEIGHS * sum(map(_COMMON_WORDS.__contains__, words))
    return surplus >= max(_SURPLUS, _FAIR_SHARE * len(words))


def _letters_beyond_ascii(text: str) -> bytes:
    """Return the first UTF-8 byte of every non-ASCII letter."""
    return text.encode("utf-8", "replace").translate(None, _NO_LETTERS)


def _script_code(sentence: str, by_code: dict[str, Language]) -> str | None:
    """Return the code of the language that the script of a sentence implies, or None for Latin letters."""
    if sentence.isascii() or not _letters(_NOT_LATIN).search(sentence):
        return None
    for code, letters in (("ko", _HANGUL), ("ja", _KANA), ("zh", _HAN), ("ja", _HAN), ("ru", _CYRILLIC)):
        if code in by_code and len(_letters(letters).findall(sentence)) > _count(sentence)[ENGLISH.name]:
            return code
    return None


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    """Return frequent words, each with the languages in which it is frequent."""
    lists = {language.name: language.signs for language in languages_read()} | {
        name: frozenset(words.split()) for name, words in WORDS.items()
    }
    found: dict[str, tuple[str, ...]] = {}
    for name, words in lists.items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


def _count(text: str) -> Counter[str]:
    """Count the frequent words of each language."""
    signs = _signs()
    text = text.lower()
    if "/" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    words = Counter(_WORD.findall(text))
    counts: Counter[str] = Counter()
    for word, number in words.items():
        for name in signs.get(word) or signs.get(f"*{word[-_ENDING:]}", ()):
            counts[name] += number
    for letter in () if text.isascii() else _languages_of_letters().keys() & set(text):
        for name in _languages_of_letters()[letter]:
            counts[name] += text.count(letter)
    return counts


@cache
def _languages_of_letters() -> dict[str, tuple[str, ...]]:
    """Return Latin letters, each with the languages that use it."""
    every = {letter for letters in LATIN_LETTERS.values() for letter in letters}
    return {letter: tuple(name for name, letters in LATIN_LETTERS.items() if letter in letters) for letter in every}


def _count_scripts(text: str) -> Counter[str]:
    """Count the letters of each language that has its own script; one such letter counts as much as a Latin word."""
    counts: Counter[str] = Counter()
    kana, han = len(_letters(_KANA).findall(text)), len(_letters(_HAN).findall(text))
    counts["Korean"] = len(_letters(_HANGUL).findall(text))
    counts["Japanese" if kana * 20 > han else "Chinese"] = kana + han
    if (kana + han + counts["Korean"]) * 2 > len(text):
        return +counts  # no other language can have more
    counts["Russian"] = len(_letters(_CYRILLIC).findall(text))
    counts.update({name: len(_letters(letters).findall(text)) for name, letters in SCRIPTS.items()})
    for name, kin in KIN.items():
        if counts[name] > _MANY_LETTERS:
            meant = next((other for other in kin if _is_in(other, name, text, counts[name])), name)
            counts[meant] += counts.pop(name) if meant != name else 0
    return Counter({name: count for name, count in counts.items() if count > 1})


def _is_in(language: str, most_often: str, text: str, number: int) -> bool:
    """Return whether a text of `number` letters is in `language` rather than in the main language of its script."""
    if language in LETTERS:
        return len(_letters(LETTERS[language]).findall(text)) * _RARELY > number
    if not _letters(NOT_LETTERS[language]).search(text.lower()):
        counts = _count(text)
        return counts[language] > counts[most_often]
    return False


_RARELY = 80
"""Letters of a text among which at least one is specific to its language."""
