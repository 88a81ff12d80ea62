"""Tell documentation, notes and licences from abstracts, by section names and vocabulary. Pure.

Documentation gives instructions about files and commands, a licence says what is allowed; abstracts talk about
research. The words below were chosen by their frequency in 325 READMEs, notices and changelogs and in 1,965 abstracts
of ten fields: "you" is in half of the former, and in one of the latter.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from linkscan.patterns import lazy_pattern


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SECTION = frozenset(
    """installation, installing, install, usage, how to use, requirements, prerequisites, dependencies, license,
    licence, licensing, contributing, getting started, quick start, quickstart, setup, building, compilation,
    documentation, configuration, features, table of contents, change log, changelog, troubleshooting, running tests,
    running the tests, repository structure, project structure, directory structure, file structure,
    environment setup, data preparation, dataset preparation, examples, example, faq, support, todo, to-do, updates,
    synopsis, description, options, bugs, see also, copyright, contact, credits, acknowledgements, acknowledgments,
    added, changed, fixed, removed, unreleased""".replace("\n    ", " ").split(", ")
)
_VERSION = lazy_pattern(r"\[?v?\d+\.\d+(?:\.\d+)+.{0,30}")
_EDGE = lazy_pattern(r"^[\W\d_]+|[\W_]+$")
_SECTIONS = 3  # sections with such names that make a text documentation

_ADDRESSED = _words_of(
    """you your yours yourself please don't doesn't can't won't let's i'm
    install installed installing installation uninstall reinstall rerun rename unzip uncomment click
    readme changelog makefile repo checkout pip conda npm sudo bash bugfix bugfixes
    licensee licensor warranty warranties hereby herein thereof shall
    vous votre veuillez installer télécharger bitte installieren herunterladen usted instalar descargar você baixar"""
)
"""Words of instructions to the reader."""

_THINGS = _words_of(
    """directory directories folder folders subfolder file files filename filenames script scripts command commands
    clone config bug bugs fixes deprecated licensed copyright fichier fichiers répertoire dossier
    datei dateien verzeichnis archivo archivos carpeta arquivo arquivos pasta"""
)
"""Words for files and commands; abstracts use them too, so that they count only next to other evidence."""

_UNSPACED = lazy_pattern("安装|下载|文件夹|目录|运行|命令|インストール|ダウンロード|ファイル|설치|다운로드|파일")
"""Words of either kind in unspaced scripts."""

_RESEARCH = _words_of(
    """we our paper article study studies present presents presented propose proposes proposed introduce introduces
    investigate investigates investigated investigation results result findings finding methods method approach
    approaches experiments experimental evaluate evaluation evaluated demonstrate demonstrates demonstrated show shows
    analysis analyze analyse compared significant significantly significance hypothesis theorem prove proof novel
    conclusion conclusions objective objectives background aim aims literature outperforms patients participants
    observed measured obtained suggest suggests estimate estimates problem problems examine examined explore research
    nous notre étude résultats méthode méthodes présentons proposons
    wir unser unsere beitrag ergebnisse methode studie
    nosotros resultados método métodos estudio trabajo artículo objetivo estudo artigo trabalho"""
)
_RELEASED = _words_of("release releases released available publicly")
_SHORT_ABSTRACT = (_RESEARCH | _RELEASED) - _words_of("paper article research problem problems result show")
"""Words of very short abstracts; the other words of research also occur in notes that accompany data and code."""

_RELEASES = _words_of("code codes data dataset datasets corpus model models software demo")
"""Artefacts that such an abstract names with an address."""

_OTHER_LANGUAGES = _words_of(
    """der die das und ist ein eine nicht mit für el los las una que por para con del le les des est dans un une
    il che di della sono het een van en och att som av os um uma não com"""
)
_ADDRESS = lazy_pattern(r"(?i)https?://|\b[\w-]+\.(?:com|org|net|io)/\w")

_WORD = lazy_pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOTATION = lazy_pattern(
    r"(?<!`)`[^`\n]+`(?!`)|``[^`'\n]+``|(?<!\S)--[a-z][\w-]+|\b\w+\(\)"
    r"|(?<![\w:/.-])\.{0,2}/?[\w.-]{1,60}/[\w./-]{1,200}\.[a-z]\w{0,4}\b"
)
"""Inline code, command-line options, calls, file paths."""
_NAME_ALONE = lazy_pattern(r"`+[\w.-]+`+")
"""A name formatted as code: abstracts about a program do that with its name."""

_BLOCK = lazy_pattern(r"(?sm)^\s{0,3}(?:```|~~~).*?^\s{0,3}(?:```|~~~)\s*$")
_OF_A_BLOCK = 2  # words of instructions that a code block counts as
_LEAST, _BRIEFLY = 3, 100  # words of instructions; in texts with fewer than 100 words one less is enough
_SEVERAL = 3  # words for files and commands
_DENSITY = 0.006  # share of instructions among all words
_AGAINST = 0.4  # words of instructions per word of research

_SHORT = 350  # characters of the longest paragraph of a note
_FOREIGN = 2  # words showing that a text is in a language whose words of research are not listed here
_FOREIGN_SHARE = 0.05
_SEVERAL_TEXTS = 4
_LONG = 80  # characters of a paragraph
_CITED = lazy_pattern(
    r"\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]|\bet al\.,? \(?(?:19|20)\d\d|\((?:[A-Z][\w'’-]+,? |[^()]{1,80} (?:and|&) "
    r"[A-Z][\w'’-]+,? )(?:19|20)\d\d[a-z]?\)|\b(?:Fig(?:ure|\.)|Table|Eq(?:uation|\.)|Section|Appendix) ?\(?S?\d"
)
"""Citations and references to figures: in 2 of 100 abstracts, and in most paragraphs of the body of a paper."""

_NUMBERED = lazy_pattern(r"(?:[Ss]tep |[Pp]art )?(?:\d{1,2}\.){0,3}\d{1,2}[.):]? ")
_PARTS, _FEW_WORDS = 3, 3  # the least number of headings, and the most words in each
_FEW_LETTERS = 16  # of an unspaced or another non-Latin script
_LONGEST_PART = 40  # characters of a line
_NAMES_OF_PARTS = """
    background introduction context aim aims objective objectives purpose method methods methodology design setting
    result results findings discussion conclusion conclusions interpretation significance location introdução
    introducción antecedentes objetivo objetivos método métodos metodologia metodología resultados discussão discusión
    conclusão conclusões conclusión conclusiones contexte objectif objectifs méthode méthodes résultats hintergrund
    ziel ziele methode methoden methodik ergebnisse schlussfolgerung schlussfolgerungen fazit
"""
_PARTS_OF_ABSTRACTS = {
    *_NAMES_OF_PARTS.split(),
    *(f"{kind} {methods}" for kind in ("material and", "materials and", "study") for methods in ("method", "methods")),
    *("main findings", "main conclusion", "main conclusions", "time period", "major taxa studied"),
}
"""Names of the parts of structured abstracts, also in Portuguese, Spanish, French and German."""

_MANY, _BRIEF = 12, 160  # texts, and characters of the median one, in a list of lines


def has_its_sections(headings: Iterable[str]) -> bool:
    """Return whether several headings, or lines of one or two words, are section names of documentation."""
    found = {
        name or heading
        for heading in headings
        if (name := _EDGE.sub("", heading[:60]).casefold()) in _SECTION or _VERSION.fullmatch(heading[:60])
    }
    return len(found) >= _SECTIONS


def is_documentation(text: str) -> bool:
    """Return whether a text is more about instructions or permissions than about research.

    >>> is_documentation("Copy the files to a folder of your own."), is_documentation("We compare file systems.")
    (True, False)
    """
    prose = without_blocks(text)
    words = _words(prose)
    blocks = len(_BLOCK.findall(text)) if prose != text else 0
    told = sum(words[word] for word in _ADDRESSED & words.keys())
    told += (
        len(_UNSPACED.findall(prose))
        + sum(not _NAME_ALONE.fullmatch(found[0]) for found in _NOTATION.finditer(prose))
        + _OF_A_BLOCK * blocks
    )
    things = _THINGS & words.keys()
    if told or len(things) >= _SEVERAL:
        told += sum(words[word] for word in things)
    research = sum(words[word] for word in _RESEARCH & words.keys())
    least = _LEAST if words.total() >= _BRIEFLY else _LEAST - 1
    return told >= max(least, _DENSITY * words.total()) and told > _AGAINST * research


def without_blocks(text: str) -> str:
    """Return a text without its fenced code blocks."""
    return _BLOCK.sub("\n", text) if "```" in text or "~~~" in text else text


def is_note(paragraphs: Sequence[str]) -> bool:
    """Return whether a text is a short note in English that is not about research, such as a notice."""
    if max(map(len, paragraphs), default=0) > _SHORT:
        return False
    text = "\n".join(paragraphs)
    words = _words(text)
    if _SHORT_ABSTRACT & words.keys() or _names_a_release(text):
        return False
    return text.isascii() and sum(words[word] for word in _OTHER_LANGUAGES) < _FOREIGN


def name_releases(texts: Sequence[str]) -> bool:
    """Return whether most of `texts` say that code or data is released, or where it is; they may be short excerpts.

    >>> name_releases(["Code is available at https://github.com/lab/tool."])
    True
    """
    return 2 * sum(_names_a_release(text) for text in texts) > len(texts)


def _names_a_release(text: str) -> bool:
    words = _words(text).keys()
    return not _RELEASES.isdisjoint(words) and (not _RELEASED.isdisjoint(words) or _ADDRESS.search(text) is not None)


def are_remarks(texts: Sequence[str]) -> bool:
    """Return whether of several texts in English most speak of no research, such as the articles of a constitution.

    Parts of an abstract may be silent about it too, while others say it more than once.
    """
    if len(texts) < _SEVERAL_TEXTS or 2 * sum(map(_is_remark, texts)) <= len(texts):
        return False
    words = _words("\n".join(texts))
    return sum(words[word] for word in _RESEARCH & words.keys()) < len(texts)


def _is_remark(text: str) -> bool:
    words = _words(text)
    is_english = sum(words[word] for word in _OTHER_LANGUAGES) < max(_FOREIGN, _FOREIGN_SHARE * words.total())
    return text.isascii() and is_english and not _RESEARCH & words.keys()


def are_passages(texts: Sequence[str]) -> bool:
    """Return whether most of several texts cite others or refer to figures, as the body of a paper does."""
    long = [text for text in texts if len(text) > _LONG]
    return len(long) > 1 and 2 * sum(_CITED.search(text) is not None for text in long) > len(long)


def are_parts(titles: Sequence[str]) -> bool:
    """Return whether headings are those of sections of one page: most have one to three words, or are numbered."""
    parts = sum(_names_part(title) for title in titles)
    return parts >= _PARTS and parts * 2 > len(titles)


def _names_part(title: str) -> bool:
    number = _NUMBERED.match(title)
    name = title[number.end() :] if number else title
    if not name.isascii():
        return number is not None and len(name) <= _FEW_LETTERS
    return len(name.split()) <= (2 * _FEW_WORDS if number else _FEW_WORDS)


def is_list_of_lines(texts: Sequence[str]) -> bool:
    """Return whether most would-be abstracts are single lines: remarks, tools, examples from a dataset."""
    return len(texts) >= _MANY and sorted(map(len, texts))[len(texts) // 2] < _BRIEF


def is_structured(lines: Iterable[str]) -> bool:
    """Return whether lines name the parts of an abstract, such as its methods and its results."""
    return len({line.strip().casefold() for line in lines if names_part(line)}) > 1


def names_part(line: str) -> bool:
    """Return whether a line is the name of a part of an abstract, such as `Methods`."""
    if len(line) >= _LONGEST_PART:
        return False
    name = line.strip().casefold()
    return name in _PARTS_OF_ABSTRACTS or (
        name[:-1] in _PARTS_OF_ABSTRACTS and not (name[-1].isalnum() or name[-1] == "_")
    )


def _words(text: str) -> Counter[str]:
    return Counter(word.replace("’", "'") for word in _WORD.findall(text.casefold()))
