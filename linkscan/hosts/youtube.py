"""YouTube videos, looked up by oEmbed (https://oembed.com/), as the page answers 200 even if a video does not exist.

oEmbed answers 403 for a private video (ruby-oembed/ruby-oembed#79), 401 for one that may not be embedded
(lycheeverse/lychee#214), 404 for a missing one and 400 for a malformed id (mellowagain/pomu#9).
"""

import re
from urllib.parse import parse_qs, quote

from linkscan.hosts.base import Access, FactsFlow
from linkscan.http.responses import no_data_for, read_json, with_provenance_of
from linkscan.http.schemas import Lenient, Schema
from linkscan.models import Facts, Health, Kind, Metadata, Request, Target
from linkscan.urls import Url

NAME = "youtube"
_VIDEO = re.compile(r"[\w-]{11}")
_PATHS = ("embed", "shorts", "live", "v")
_NO = {400: "not a valid video id", 404: "no such video", 410: "no such video"}
_CLOSED = {401: "private, or embedding is disabled", 403: "private"}


class _Embed(Schema):
    title: str
    author_name: Lenient[str] = None


def match(address: Url) -> Target | None:
    """Return the video that a URL points to."""
    parts = address.segments
    number = ""
    if address.site == "youtu.be":
        number = next(iter(parts), "")
    elif address.site in ("youtube.com", "m.youtube.com", "youtube-nocookie.com"):
        watched = parse_qs(address.query).get("v", [""])[0] if parts == ("watch",) else ""
        number = parts[1] if len(parts) > 1 and parts[0] in _PATHS else watched
    if not _VIDEO.fullmatch(number):
        return None
    return Target(NAME, f"{NAME}:{number}", address.href, f"https://www.youtube.com/watch?v={number}", Kind.VIDEO)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request a video's oEmbed description."""
    responses = yield [Request(f"https://www.youtube.com/oembed?url={quote(target.canonical, safe='')}&format=json")]
    response = responses[0]
    embed = read_json(response, _Embed) if response.status == 200 else None
    if embed is not None:
        known = Metadata(full_name=embed.title, description=embed.author_name)
        return with_provenance_of(
            target, responses, Facts(Health.OK, f"the video is there: “{embed.title}”", metadata=known)
        )
    if response.failure is None and response.status in _NO:
        return with_provenance_of(target, responses, Facts(Health.GONE, _NO[response.status]))
    if response.failure is None and response.status in _CLOSED:
        facts = Facts(Health.RESTRICTED, f"the video is {_CLOSED[response.status]}")
        return with_provenance_of(target, responses, facts)
    return no_data_for(target, response, "oEmbed")
