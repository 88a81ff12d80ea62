"""The contents of Hugging Face. `huggingface_hub.py` serves them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from tests.world.git_objects import File, Snapshot, snapshot

MODELS, DATASETS, SPACES = "models", "datasets", "spaces"


@dataclass(frozen=True, kw_only=True)
class Card:
    """A model, a data set or a Space; `kind` is the API's word for it. `stage` and `sdk` belong to a Space."""

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
    """A paper's page on the hub, with the addresses that authors or readers added."""

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
        """Add a model; `facts` are the fields of `Card`."""
        return self._put(Card(kind=MODELS, name=name, files=files or {}, **facts))

    def dataset(self, name: str, files: Mapping[str, File] | None = None, **facts: Any) -> Card:
        """Add a data set."""
        return self._put(Card(kind=DATASETS, name=name, files=files or {}, **facts))

    def space(self, name: str, files: Mapping[str, File] | None = None, **facts: Any) -> Card:
        """Add a Space; `stage` is its state (`RUNNING`, `BUILD_ERROR`, `PAUSED`...)."""
        return self._put(Card(kind=SPACES, name=name, files=files or {}, **facts))

    def collection(self, slug: str, title: str, *cards: Card) -> None:
        """Add a collection; `slug` is `owner/title-number`."""
        self.collections[slug] = title, cards

    def paper(self, number: str, title: str, **facts: Any) -> Paper:
        """Add a paper's page; `facts` are the fields of `Paper`."""
        self.papers[number] = Paper(id=number, title=title, **facts)
        return self.papers[number]

    def renamed(self, old: str, *, to: Card) -> None:
        """Redirect an old name to the new name of a card."""
        self._renamed[to.kind, old.lower()] = to.name

    def token(self) -> str:
        """Issue a token; any other is rejected."""
        self.tokens.add(token := f"hf_{len(self.tokens):034d}")
        return token

    def find(self, kind: str, name: str) -> Card | str | None:
        """Return a card, or its new name (also if only the case differs); private ones are not found."""
        card = self._cards.get((kind, name.lower()))
        if card is None:
            return self._renamed.get((kind, name.lower()))
        if card.private:
            return None
        return card if card.name == name else card.name

    def shown(self, kind: str) -> list[Card]:
        """Return all public cards of a kind."""
        return [card for card in self._cards.values() if card.kind == kind and not card.private]

    def _put(self, card: Card) -> Card:
        self._cards[card.kind, card.name.lower()] = card
        return card
