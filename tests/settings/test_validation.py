"""Values are validated by pydantic; defaults are valid as they stand."""

import subprocess
import sys
from dataclasses import fields

import pytest

from linkscan.settings import CommandSettings, Settings
from linkscan.settings.validation import is_default, model_of


@pytest.mark.parametrize("name", [setting.name for setting in fields(CommandSettings)])
def test_a_default_is_what_its_validation_makes_of_it(name: str) -> None:
    """Which is why it is not validated."""
    default = getattr(CommandSettings(tokens={}), name)
    valid = getattr(model_of(CommandSettings, frozenset({name})).model_validate({name: default}), name)
    assert (type(valid), valid) == (type(default), default)


def test_what_equals_a_default_and_is_of_another_type_is_validated() -> None:
    (timeout,) = (setting for setting in fields(Settings) if setting.name == "timeout")
    assert is_default(timeout, 20.0)
    assert not is_default(timeout, 20)
    assert type(Settings(timeout=20).timeout) is float


def test_who_gives_nothing_does_not_wait_for_pydantic() -> None:
    program = "import sys; from linkscan.settings.configuration import configure; configure(environment={})\n"
    program += "print('pydantic' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert told.stdout.split() == [b"False"]
