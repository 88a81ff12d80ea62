"""Word orders of release sentences that several languages share, as regular expressions over tags."""

from functools import partial

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Pattern, Requirement, pattern


def row(
    name: str,
    slot: ArgumentSlot,
    agent: AgentRule,
    regex: str,
    example: str,
    *,
    requires: Requirement = Requirement.OURS,
    is_possible: bool = False,
    stance: Stance | None = None,
) -> Pattern:
    """Return a row of a language other than English: what it says counts unless somebody else's is meant."""
    return pattern(name, slot, agent, regex, example, requires=requires, is_possible=is_possible, stance=stance)


row_without_articles = partial(row, requires=Requirement.NOT_OTHERS)
"""A row of a language in which a noun does not tell by its article whether a certain thing is meant."""


HELPERS = "[adverb not be will have made making plan]"
"""What stands around a verb and says when, whether and how."""

ADVERBIALS = (
    "[adverb not be will have made making can plan at for of the our address place name word opening closing paper we"
    " others open]"
)
"""What may stand between the two parts of a predicate where verbs come last."""

OUT = "[available released open provided]"
"""What says that something is out."""

AVAILABLE_BEHIND = (
    "(?:(?:and|comma)? adverb* available (?=[at colon opening address the]|stop|$)"
    "|(?:and|comma) adverb* available (?=comma)|comma? adverb* released (?=adverb [name at stop]))"
)
"""An adjective behind its noun: `un corpus librement disponible`."""


_AROUND = "[adverb word participle name comma and of for available]"
_THING = "[code tool model data demo]"

OPEN_BEHIND = f"[the others our] {_AROUND}{{0,4}}? {_THING} (?:{_AROUND}|released){{0,5}}? open"
"""What is called open behind its noun: `una herramienta de código abierto`."""

OPEN_BEFORE = f"[the others our]? {_AROUND}{{0,4}}? open (?={_AROUND}{{0,4}}{_THING})"
"""What is called open before its noun: `ein quelloffenes Werkzeug`."""

PRESENTED = "[name word adverb participle the our comma colon at of for opening closing code data model tool]{0,10}?"
"""What may stand between a verb that introduces and what it introduces."""

DATIVE = "(?:(?=[for at to of] the? [word paper]{1,3} [the our])[for at to of] the? [word paper]{1,3})?"
"""To whom something is given, before what is given: `a disposición de la comunidad el corpus`."""

PLAN = "adverb* plan [adverb of]* making adverb* available?"
"""What authors mean to do: `pretendemos publicar el código`."""

PLANNED_BEHIND = "be? adverb* plan adverb* (?=the? container of)"
"""A release as a noun behind its verb: `está prevista la publicación del corpus`."""

PLANNED = "container of? [the our adverb word name of code model data tool]{1,8}? [be will] adverb* plan"
"""A release as a noun before its verb: `la publication du corpus est prévue`."""

TRIED = "|look adverb* (?=(?:at|opening)? [the our word adverb name place at]{0,4}? colon? address)"
"""A demo can be tried where it is: `puede usarse libremente en URL`."""

POSSIBLE = "be? can be? found adverb* at? (?=[the our] adverb? [code data model])"
"""What readers can do with what follows: `es posible descargar el código`."""

HOLDS = "place address verb (?=[the our all]? [code data model])"
"""What an address holds: `le dépôt URL contient le code`."""

IMPLEMENTED = "participle adverb* [for at] word? the? code [of name word at]{0,4}? (?=opening address)"
"""What a method was implemented as, and where it is: `se implementó como una biblioteca de Python (URL)`."""

MADE_AT = "we? [adverb have]* present (?=the? [word adverb]{0,2} [code data demo] [word of name]{0,5} opening address)"
"""What authors made, with its address in brackets: `hemos creado la base de datos PlantDB (URL)`."""

IN_REGISTRY = "comma adverb* (?:available [at the]+ place|word? at the? place available) (?=comma)"
"""Said in passing of a thing that a registry has: `el paquete TextNet, ahora disponible en CRAN, ...`."""

WANTED = "doing (?=[the our all]? adverb? [code data model tool])"
"""What readers may ask the authors for: `quienes deseen obtener el programa`."""
