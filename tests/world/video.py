"""YouTube. Its pages answer 200 even for deleted videos; oEmbed tells them apart (ruby-oembed issue 79)."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from tests.world.messages import Handler, Reply, Request, as_json, html, redirect, text

_PRIVATE = None


class YouTube:
    """The videos of youtube.com."""

    def __init__(self) -> None:
        self._titles: dict[str, str | None] = {}

    def video(self, number: str, title: str = "A film") -> None:
        """Add a video."""
        self._titles[number] = title

    def private(self, number: str) -> None:
        """Add a private video."""
        self._titles[number] = _PRIVATE

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {
            "www.youtube.com": self._answer,
            "m.youtube.com": self._answer,
            "youtube.com": lambda request: redirect(f"https://www.youtube.com{request.target}", 301),
            "youtu.be": lambda request: redirect(f"https://www.youtube.com/watch?v={request.path[1:]}", 303),
        }

    def _answer(self, request: Request) -> Reply:
        if request.path == "/oembed":
            return self._embed(_number(request.query.get("url", "")))
        number = _number(request.url)
        title = self._titles.get(number) if number else None
        return html(f"<title>{title or ''} - YouTube</title>")

    def _embed(self, number: str | None) -> Reply:
        if number is None:
            return text("Bad Request", 400)
        if number not in self._titles:
            return text("Not Found", 404)
        title = self._titles[number]
        if title is _PRIVATE:
            return text("Unauthorized", 401)
        return as_json({"title": title, "type": "video", "version": "1.0", "provider_name": "YouTube", "html": ""})


def _number(url: str) -> str | None:
    parts = urlsplit(url)
    if parts.hostname == "youtu.be":
        return parts.path[1:] or None
    if parts.path.startswith(("/embed/", "/shorts/", "/live/")):
        return parts.path.split("/")[2]
    return next(iter(parse_qs(parts.query).get("v", [])), None)
