"""A rule that decides whether a candidate is released, and the forms of sentences that it is about."""

from collections.abc import Callable
from typing import NamedTuple

from linkscan.text.claims.candidate import Candidate
from linkscan.text.claims.patterns import ArgumentSlot, Requirement

Rule = Callable[[Candidate], bool | None]
"""Returns whether the authors release a candidate, or None to leave the decision to the next rule."""


class Form(NamedTuple):
    """What many candidates have in common: all but their words."""

    slot: ArgumentSlot
    requires: Requirement
    trigger: str  # the tags that the pattern matched
    predicate: str  # the tag of the predicate, such as `available`
    noun: str  # the tag of the artefact
    is_linked: bool


_CONDITIONS: dict[Rule, Callable[[Form], bool]] = {}


def only_if(condition: Callable[[Form], bool]) -> Callable[[Rule], Rule]:
    """Return a decorator for a rule that decides on candidates of some forms only, which spares the others a call."""

    def decorate(rule: Rule) -> Rule:
        _CONDITIONS[rule] = condition
        return rule

    return decorate


def may_decide(rule: Rule, form: Form) -> bool:
    """Return whether a rule may decide on candidates of a form."""
    condition = _CONDITIONS.get(rule)
    return condition is None or condition(form)
