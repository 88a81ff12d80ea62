"""A rule is asked about the forms of sentences that it says it is about, and about all if it says nothing."""

import pytest

from linkscan.text.claims.candidate import Candidate
from linkscan.text.claims.exclusions import EXCLUSIONS, conditional, left_to_others
from linkscan.text.claims.other_senses import execution
from linkscan.text.claims.patterns import ArgumentSlot, Requirement
from linkscan.text.claims.release_rules import _RULES, _remaining
from linkscan.text.claims.rule import Form, Rule, may_decide, only_if
from linkscan.text.claims.tagset import Tag

FORM = Form(ArgumentSlot.SUBJECT, Requirement.NOTHING, Tag.BE + Tag.AVAILABLE, Tag.AVAILABLE, Tag.CODE, is_linked=False)


@pytest.mark.parametrize(
    ("rule", "form", "may"),
    [
        (conditional, FORM, True),
        (left_to_others, FORM, False),
        (left_to_others, FORM._replace(trigger=Tag.CAN + Tag.BE + Tag.RELEASED), True),
        (execution, FORM, True),
        (execution, FORM._replace(noun=Tag.DATA), False),
        (execution, FORM._replace(is_linked=True), False),
        (execution, FORM._replace(slot=ArgumentSlot.INSIDE), False),
    ],
)
def test_rule_is_asked_about_its_forms(rule: Rule, form: Form, may: bool) -> None:
    assert may_decide(rule, form) is may


def test_condition_leaves_the_rule_as_it_is() -> None:
    def rule(_candidate: Candidate) -> bool | None:
        return False

    assert only_if(lambda form: form.is_linked)(rule) is rule
    assert [may_decide(rule, FORM._replace(is_linked=is_linked)) for is_linked in (False, True)] == [False, True]


def test_the_last_rule_is_asked_about_every_form() -> None:
    assert _RULES[-1] is _remaining
    assert all(may_decide(_remaining, FORM._replace(noun=noun)) for noun in (Tag.CODE, Tag.IT, Tag.DATUM))
    assert set(EXCLUSIONS) < set(_RULES)
