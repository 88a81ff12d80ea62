"""Validation of settings by pydantic, which is loaded only once a value has to be validated."""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from operator import ge, gt, le
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

from linkscan.settings.option import option_of
from linkscan.settings.values import without_password

if TYPE_CHECKING:
    from pydantic import BaseModel


def check_patterns(patterns: tuple[str, ...]) -> None:
    """Raise ValueError for an invalid regular expression."""
    for pattern in patterns:
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as error:  # the last two if it is too large or too deep
            raise ValueError(f"not a regular expression: {error}") from None


def check_path(path: Path | None) -> None:
    """Raise ValueError for a path that no system accepts."""
    if "\0" in str(path):
        raise ValueError("a path may not contain NUL")


def check_no_password(places: Mapping[str, str]) -> None:
    """Raise ValueError for an address with a user name or password, which no run would request."""
    if any(without_password(place) != place for place in places.values()):
        raise ValueError("an address with a user name or password is never requested")


def is_valid(setting: "Field[Any]", value: object) -> bool:
    """Return whether a value is valid without pydantic: the default, a boolean, a printable path, a whole number."""
    if type(value) is int and takes_integer(setting):
        return all(_COMPARED[name](value, bound) for name, bound in option_of(setting).limits.items())
    if setting.default_factory is not MISSING:
        return value == {}
    if type(value) is not type(setting.default):
        return False
    is_plain_path = isinstance(value, Path) and str(value).isprintable()
    return value == setting.default or isinstance(value, bool) or is_plain_path


def takes_integer(setting: "Field[Any]") -> bool:
    """Return whether the type of a setting is `int` or `int | None`."""
    return setting.type is int or int in get_args(setting.type)


_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {"ge": ge, "gt": gt, "le": le}
"""How a value is compared with each limit of an `Option`."""


@cache
def model_of(kind: type[Any], names: frozenset[str]) -> "type[BaseModel]":
    """Return the pydantic model that validates the settings `names` of the dataclass `kind`.

    Building a model of all settings takes as long as importing pydantic.
    """
    from pydantic import ConfigDict, SecretStr, create_model  # noqa: PLC0415 - see the module's docstring

    hints = get_type_hints(kind, localns={"SecretStr": SecretStr})
    validated: dict[str, Any] = {
        setting.name: _validated(setting, hints[setting.name]) for setting in fields(kind) if setting.name in names
    }
    strict = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)  # it may be a credential
    return create_model(kind.__name__, __config__=strict, **validated)


def _in_list(name: str, default: object) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Return a validator that rejects words outside the list `name` (`module:name`), which `default` need not load."""

    def checked(given: tuple[str, ...]) -> tuple[str, ...]:
        if given == default:
            return given
        allowed = resolve_name(name)
        for word in given:
            if word not in allowed:
                raise ValueError(f"{word!r} is not one of {', '.join(allowed)}")
        return given

    return checked


def _validated(setting: "Field[Any]", hint: Any) -> Any:
    from pydantic import AfterValidator, BeforeValidator  # noqa: PLC0415 - see the module's docstring
    from pydantic import Field as Limited  # noqa: PLC0415 - as above

    option = option_of(setting)
    if option.words:
        hint = Annotated[hint, AfterValidator(_in_list(option.words, setting.default))]
    if option.limits:
        limits: dict[str, Any] = dict(option.limits)
        hint = Annotated[hint, Limited(**limits)]
    if check := option.check:

        def checked(value: Any) -> Any:
            check(value)
            return value

        hint = Annotated[hint, AfterValidator(checked)]
    if option.read:
        hint = Annotated[hint, BeforeValidator(option.read)]
    return hint, ...
