"""What a page holds besides its text: what it says of itself, its scripts, its forms."""

from collections.abc import Mapping

from linkscan.urls import join_url

MOST_ITEMS = 2_000
_MOST_SCRIPT = 1 << 14
_MOST_LINKED_DATA = 1 << 16
_LONGEST = 600

METADATA_TAGS = frozenset({"html", "base", "meta", "link", "script", "iframe", "frame", "embed", "form", "input"})
"""The tags that say something even without attributes; of others, only `id` and `name` matter."""


class PageMetadata:
    """Collects, tag by tag, what is not text."""

    def __init__(self, url: str) -> None:
        self.base = url
        self.meta: dict[str, str] = {}
        self.relations: list[tuple[str, str]] = []
        self.sources: list[str] = []
        self.linked_data: list[str] = []
        self.parts: set[str] = set()
        self.marks: frozenset[str] = frozenset()
        self.form_actions: list[str] = []
        self.has_password = False
        self._script: list[str] = []
        self._script_left = _MOST_SCRIPT
        self._is_linked_data = False

    @property
    def script(self) -> str:
        """The beginnings of the scripts that stand in the page."""
        return "\n".join(self._script)

    def take(self, tag: str, given: Mapping[str, str]) -> None:
        """Note what a tag says by its attributes."""
        for name in ("id", "name"):
            if given.get(name) and len(self.parts) < 10 * MOST_ITEMS:
                self.parts.add(given[name])
        match tag:
            case "html":
                self.marks = frozenset(given)
            case "base":
                self.base = join_url(self.base, given.get("href", "")) or self.base
            case "meta":
                self._take_meta(given)
            case "link":
                self._relate(given)
            case "script" | "iframe" | "frame" | "embed":
                self._is_linked_data = "ld+json" in given.get("type", "").lower()
                self._source(given.get("src", ""))
            case "form":
                self.form_actions.append(given.get("action", "")[:_LONGEST])
            case "input":
                self.has_password = self.has_password or given.get("type", "").lower() == "password"

    def take_script(self, data: str) -> None:
        """Note what stands in a script."""
        if self._is_linked_data:
            if len(data) <= _MOST_LINKED_DATA and len(self.linked_data) < 16:
                self.linked_data.append(data)
        elif self._script_left > 0:
            self._script.append(data[: self._script_left])
            self._script_left -= len(data)

    def _take_meta(self, given: Mapping[str, str]) -> None:
        name = given.get("name") or given.get("property") or given.get("http-equiv") or ""
        if name and len(self.meta) < MOST_ITEMS:
            self.meta.setdefault(name.strip().lower(), given.get("content", "")[:_LONGEST])

    def _relate(self, given: Mapping[str, str]) -> None:
        address = join_url(self.base, given.get("href", "").strip())
        if address and len(self.relations) < MOST_ITEMS:
            self.relations.append((given.get("rel", "").lower(), address))

    def _source(self, reference: str) -> None:
        if reference and len(self.sources) < MOST_ITEMS and len(reference) <= _LONGEST:
            self.sources.append(join_url(self.base, reference.strip()) or "")
