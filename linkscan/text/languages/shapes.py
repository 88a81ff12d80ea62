"""Patterns of release sentences shared by several languages, as regular expressions over tags."""

from functools import partial

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Pattern, Requirement, pattern


def row(
    name: str,
    slot: ArgumentSlot,
    agent: AgentRule,
    regex: str,
    example: str,
    *words: str,
    requires: Requirement = Requirement.OURS,
    is_possible: bool = False,
    stance: Stance | None = None,
) -> Pattern:
    """Return a pattern of a language other than English; sentences about the work of others do not match."""
    return pattern(name, slot, agent, regex, example, *words, requires=requires, is_possible=is_possible, stance=stance)


row_without_articles = partial(row, requires=Requirement.NOT_OTHERS)
"""A pattern of a language without articles, in which a bare noun may be definite."""


HELPERS = "[adverb not be will have made making plan]"
"""Words around a verb that say when, whether and how."""

ADVERBIALS = (
    "[adverb not be will have made making can plan at for of the our address place name word opening closing paper we"
    " others open]"
)
"""Words that may separate the two parts of a predicate in languages with final verbs."""

OUT = "[available released open provided]"
"""Words that say that something has been released."""

AVAILABLE_BEHIND = (
    "(?:(?:and|comma)? adverb* available (?:(?=[at colon opening address the]|stop|$)|adverb (?=opening address))"
    "|(?:and|comma) adverb* available (?=comma)|comma? adverb* released (?=adverb [name at stop])"
    "|comma? adverb* made adverb+ available)"
)
"""A predicate adjective after its noun: `un corpus librement disponible`."""


_AROUND = "[adverb word participle name comma and of for available]"
_THING = "[code tool model data demo]"

OPEN_BEHIND = f"[the others our] {_AROUND}{{0,4}}? {_THING} (?:{_AROUND}|released){{0,5}}? open"
"""Open-source after its noun: `una herramienta de código abierto`."""

FIRST_OPEN = (
    f"be the {_AROUND}{{0,3}}? {_THING} [word participle name at of the adverb]{{0,9}}?"
    " (?:adverb available|available adverb)"
)
"""What is said to be the first that is public: `es el primer corpus del dialecto disponible públicamente`."""

OPEN_BEFORE = f"[the others our]? {_AROUND}{{0,4}}? open (?={_AROUND}{{0,4}}{_THING})"
"""Open-source before its noun: `ein quelloffenes Werkzeug`."""

PRESENTED = "[name word adverb participle the our comma colon at of for opening closing code data model tool]{0,10}?"
"""Words between a verb that introduces something and what it introduces."""

DATIVE = "(?:(?=[for at to of] the? [word paper]{1,3} [the our])[for at to of] the? [word paper]{1,3})?"
"""An indirect object before the direct one: `a disposición de la comunidad el corpus`."""

PLAN = (
    "adverb* plan (?:[^stop comma be]{0,6} be)? [adverb of]*"
    " (?:making adverb* available?|(?<=[plan of])make adverb* available)"
)
"""What authors intend to do: `pretendemos publicar el código`."""

PLANNED_BEHIND = "be? adverb* plan adverb* (?=the? container of)"
"""A planned release, as a noun after its verb: `está prevista la publicación del corpus`."""

PLANNED = "container of? [the our adverb word name of code model data tool]{1,8}? [be will] adverb* plan"
"""A planned release, as a noun before its verb: `la publication du corpus est prévue`."""

TRIED = "|look adverb* (?=(?:at|opening)? [the our word adverb name place at]{0,4}? colon? address)"
"""Where a demo can be tried: `puede usarse libremente en URL`."""

POSSIBLE = "be? can be? found adverb* at? (?=[the our] adverb? [code data model])"
"""What readers can do with the artefact that follows: `es posible descargar el código`."""

HOLDS = "place address verb (?=[the our all]? [code data model])"
"""What an address contains: `le dépôt URL contient le code`."""

IMPLEMENTED = "participle adverb* [for at] word? the? code [of name word at]{0,4}? (?=opening address)"
"""What a method was implemented as, and where it is: `se implementó como una biblioteca de Python (URL)`."""

MADE_AT = (
    "we? [adverb have]* present (?=the? [word adverb]{0,2} [code data demo tool] [word of name]{0,5} opening address)"
)
"""What authors created, with its address in brackets: `hemos creado la base de datos PlantDB (URL)`."""

IN_REGISTRY = "comma adverb* (?:available [at the]+ place|word? at the? place available) (?=comma)"
"""A passing remark that a package is in a registry: `el paquete TextNet, ahora disponible en CRAN, ...`."""

WANTED = "doing (?=[the our all]? adverb? [code data model tool])"
"""What readers may request from the authors: `quienes deseen obtener el programa`."""
