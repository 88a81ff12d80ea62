"""Render readings as JSON Lines, without validation, so that `linkscan extract` need not import pydantic."""

import json

from linkscan.models import Paper, Reading
from linkscan.reports.escaping import json_text


def reading_line(paper: Paper, reading: Reading) -> str:
    """Return one paper and its reading as a line of JSON."""
    record = {
        "id": paper.id,
        "title": paper.title,
        "source": paper.source,
        "links": [
            {"url": link.url, "raw": link.raw, "repairs": link.repairs, "origin": link.origin} for link in reading.links
        ],
        "claims": [
            {
                "asset": claim.asset,
                "stance": claim.stance,
                "url": claim.url,
                "origin": claim.origin,
                "sentence": claim.sentence,
            }
            for claim in reading.claims
        ],
    }
    return json_text(json.dumps(record, ensure_ascii=False)) + "\n"
