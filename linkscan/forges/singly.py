"""What a forge borrows that looks at each place by itself: `batch = singly.batch`."""

from collections.abc import Callable, Sequence
from typing import Protocol

from linkscan.forges.forge import Access, Inspection
from linkscan.forges.rounds import Talk, side_by_side
from linkscan.models import Facts, Place


class Inspect(Protocol):
    """The verb of a forge, as a value."""

    def __call__(self, places: Sequence[Place], access: Access) -> Inspection:
        """Ask what must be asked to tell the facts of each place."""


def batch(access: Access) -> int:  # noqa: ARG001 - the Protocol's; some forges take more with a credential
    """Take one place at a time: none waits for another."""
    return 1


def one_by_one(talk: Callable[[Place], Talk[Facts]]) -> Inspect:
    """Make the verb of a forge from the conversation it holds about one place."""

    def inspect(places: Sequence[Place], access: Access) -> Inspection:  # noqa: ARG001 - as above
        told = yield from side_by_side([talk(place) for place in places])
        return {place.key: facts for place, facts in zip(places, told, strict=True)}

    return inspect
