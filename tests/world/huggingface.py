"""Hugging Face: what is there. How it is told: `huggingface_hub.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from tests.world.git_objects import File, Snapshot, snapshot

MODELS, DATASETS, SPACES = "models", "datasets", "spaces"


@dataclass(frozen=True, kw_only=True)
class Card:
    """A model, a data set or a space; `kind` is the API's word for it. `stage` and `sdk` are a space's."""

    kind: str
    name: str
    files: Mapping[str, File] = field(default_factory=dict)
    downloads: int = 0
    likes: int = 0
    tags: tuple[str, ...] = ()
    license: str | None = None
    gated: str | None = None  # "auto" or "manual"
    disabled: bool = False
    private: bool = False
    pipeline: str | None = None
    library: str | None = None
    description: str | None = None
    stage: str = "RUNNING"
    sdk: str = "gradio"
    created: str = "2023-01-15T09:30:00.000Z"
    modified: str = "2024-05-01T12:00:00.000Z"

    @cached_property
    def snapshot(self) -> Snapshot:
        """The files as git has them."""
        files = {".gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\n", **self.files}
        return snapshot(files, datetime.fromisoformat(self.modified))


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper's page on the hub, with the addresses that its authors or readers gave."""

    id: str
    title: str
    summary: str = ""
    github: str | None = None
    added_by: str = "user"
    stars: int = 0
    project: str | None = None
    models: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    spaces: tuple[str, ...] = ()
    day: str = ""  # on whose list of daily papers it is


class HuggingFace:
    """The hub's contents."""

    def __init__(self) -> None:
        self.tokens: set[str] = set()
        self.papers: dict[str, Paper] = {}
        self.collections: dict[str, tuple[str, tuple[Card, ...]]] = {}
        self._cards: dict[tuple[str, str], Card] = {}
        self._renamed: dict[tuple[str, str], str] = {}

    def model(self, name: str, files: Mapping[str, File] | None = None, **facts: Any) -> Card:
        """Put a model there; `facts` are the fields of `Card`."""
        return self._put(Card(kind=MODELS, name=name, files=files or {}, **facts))

    def dataset(self, name: str, files: Mapping[str, File] | None = None, **facts: Any) -> Card:
        """Put a data set there."""
        return self._put(Card(kind=DATASETS, name=name, files=files or {}, **facts))

    def space(self, name: str, files: Mapping[str, File] | None = None, **facts: Any) -> Card:
        """Put a space there; `stage` says how it is (`RUNNING`, `BUILD_ERROR`, `PAUSED`...)."""
        return self._put(Card(kind=SPACES, name=name, files=files or {}, **facts))

    def collection(self, slug: str, title: str, *cards: Card) -> None:
        """Put a collection there; `slug` is `owner/title-number`."""
        self.collections[slug] = title, cards

    def paper(self, number: str, title: str, **facts: Any) -> Paper:
        """Put a paper's page there; `facts` are the fields of `Paper`."""
        self.papers[number] = Paper(id=number, title=title, **facts)
        return self.papers[number]

    def renamed(self, old: str, *, to: Card) -> None:
        """Let an old name lead to a card's new one."""
        self._renamed[to.kind, old.lower()] = to.name

    def token(self) -> str:
        """Hand out a token; any other is refused."""
        self.tokens.add(token := f"hf_{len(self.tokens):034d}")
        return token

    def find(self, kind: str, name: str) -> Card | str | None:
        """Find a card, or the name that it is now called by (in another case too); private ones are gone."""
        card = self._cards.get((kind, name.lower()))
        if card is None:
            return self._renamed.get((kind, name.lower()))
        if card.private:
            return None
        return card if card.name == name else card.name

    def shown(self, kind: str) -> list[Card]:
        """Return all cards of a kind that anybody may see."""
        return [card for card in self._cards.values() if card.kind == kind and not card.private]

    def _put(self, card: Card) -> Card:
        self._cards[card.kind, card.name.lower()] = card
        return card
