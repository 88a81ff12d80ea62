"""Values are validated by pydantic; defaults are valid as they are."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from linkscan.settings import Settings
from linkscan.settings.command import CommandSettings
from linkscan.settings.validation import is_valid, model_of


@pytest.mark.parametrize("name", [setting.name for setting in fields(CommandSettings)])
def test_a_default_is_what_its_validation_makes_of_it(name: str) -> None:
    """Therefore defaults are not validated."""
    default = getattr(CommandSettings(tokens={}), name)
    valid = getattr(model_of(CommandSettings, frozenset({name})).model_validate({name: default}), name)
    assert (type(valid), valid) == (type(default), default)


def test_value_equal_to_a_default_but_of_another_type_is_validated() -> None:
    (timeout,) = (setting for setting in fields(Settings) if setting.name == "timeout")
    assert is_valid(timeout, 20.0)
    assert not is_valid(timeout, 20)
    assert type(Settings(timeout=20).timeout) is float


@pytest.mark.parametrize(
    ("name", "value", "is_seen"),
    [
        ("offline", True, True),
        ("offline", 1, False),
        ("cache", Path("elsewhere"), True),
        ("cache", "elsewhere", False),
        ("cache", Path("a\0b"), False),
        ("cache", Path("\udcff"), False),
        ("timeout", 1e9, False),
        ("retries", 20, True),
        ("retries", 21, False),
        ("retries", -1, False),
        ("retries", "3", False),
        ("retries", True, False),
        ("processes", 1, True),
        ("processes", 0, False),
        ("tokens", {"gitlab.com": ("x",)}, False),
    ],
)
def test_only_booleans_whole_numbers_and_plain_paths_skip_validation(name: str, value: object, is_seen: bool) -> None:
    (setting,) = (setting for setting in fields(Settings) if setting.name == name)
    assert is_valid(setting, value) is is_seen


@pytest.mark.parametrize("environment", [{}, {"LINKSCAN_CACHE": "/tmp/kept", "LINKSCAN_PROCESSES": "1"}])
def test_defaults_and_folders_do_not_load_pydantic(environment: dict[str, str]) -> None:
    program = (
        f"import sys; from linkscan.settings.configuration import configure; configure(environment={environment})\n"
    )
    program += "print('pydantic' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert told.stdout.split() == [b"False"]
