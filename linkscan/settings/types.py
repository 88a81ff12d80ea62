"""The types of settings, which accept more than they return."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

__all__ = ["Credentials", "Folder", "PathOrNone", "Seconds", "SecondsOrNone", "Words", "frozen"]

if TYPE_CHECKING:
    from collections.abc import Sequence
    from dataclasses import dataclass as frozen  # in frozen classes mypy uses the wrong one of a descriptor's two types
    from datetime import timedelta

    from pydantic import SecretStr

    # The types of a setting on assignment and on access differ. Type checkers support that for descriptors, and use the
    # type of `__set__` for the argument (https://peps.python.org/pep-0681/#descriptor-typed-field-support).
    class Seconds:
        def __get__(self, instance: object, owner: object = ...) -> float: ...
        def __set__(self, instance: object, value: float | str | timedelta) -> None: ...

    class SecondsOrNone:
        def __get__(self, instance: object, owner: object = ...) -> float | None: ...
        def __set__(self, instance: object, value: float | str | timedelta | None) -> None: ...

    class Folder:
        def __get__(self, instance: object, owner: object = ...) -> Path: ...
        def __set__(self, instance: object, value: Path | str) -> None: ...

    class PathOrNone:
        def __get__(self, instance: object, owner: object = ...) -> Path | None: ...
        def __set__(self, instance: object, value: Path | str | None) -> None: ...

    class Words:
        def __get__(self, instance: object, owner: object = ...) -> tuple[str, ...]: ...
        def __set__(self, instance: object, value: str | Sequence[str]) -> None: ...

    class Credentials:
        def __get__(self, instance: object, owner: object = ...) -> Mapping[str, tuple[SecretStr, ...]]: ...
        def __set__(
            self, instance: object, value: Mapping[str, str | SecretStr | Sequence[str] | Sequence[SecretStr]]
        ) -> None: ...
else:
    Seconds, SecondsOrNone, Folder, PathOrNone = float, float | None, Path, Path | None
    Words, Credentials = tuple[str, ...], "Mapping[str, tuple[SecretStr, ...]]"
    frozen = partial(dataclass, frozen=True)
