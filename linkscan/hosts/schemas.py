"""The shapes of what hosts tell in JSON: every forge's models of its host's answers begin here."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, RootModel
from pydantic.alias_generators import to_camel

Part = TypeVar("Part")


class Schema(BaseModel):
    """Fields by the host's own names; those that are not asked for are passed over.

    A validator is built at the first answer it reads: a run meets few of the hosts that linkscan knows, and
    building all of them takes as long as reading a hundred papers.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)


class CamelSchema(Schema):
    """A reply whose host writes `createdAt` for `created_at`."""

    model_config = ConfigDict(alias_generator=to_camel)


class ListSchema(RootModel[tuple[Part, ...]]):
    """A reply that is one list."""

    model_config = ConfigDict(frozen=True, defer_build=True)
