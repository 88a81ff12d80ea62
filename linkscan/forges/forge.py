"""What a forge is: four names that a module defines."""

from collections.abc import Generator, Mapping, Sequence
from typing import Protocol

from linkscan.address import Address
from linkscan.models import Answer, Facts, Place, Question

Inspection = Generator[Sequence[Question], Sequence[Answer], Mapping[str, Facts]]
"""Yields rounds of questions, is sent their answers in the same order, returns the facts by `Place.key`.

The questions of one round are independent and asked at once. An inspection never raises for what a server
does: an answer it cannot understand becomes `Facts` that say so.
"""


class Access(Protocol):
    """What the run may do: which hosts it holds a credential for (never the credential itself)."""

    def can_sign_in(self, host: str) -> bool:
        """Tell whether requests to `host` will carry a credential."""


class Forge(Protocol):
    """One kind of host. A module satisfies this by defining these names."""

    NAME: str

    def locate(self, address: Address) -> Place | None:
        """Name the place that an http(s) address points to, or None if it is not ours."""

    def batch(self, access: Access) -> int:
        """Say how many places one inspection takes at most."""

    def inspect(self, places: Sequence[Place], access: Access) -> Inspection:
        """Ask what must be asked to tell the facts of each place."""
