"""Render what papers say as JSON Lines, without validation: `linkscan extract` starts without pydantic."""

import json

from linkscan.models import Paper, Reading


def reading_line(paper: Paper, reading: Reading) -> str:
    """Return one paper and its reading as one line of JSON."""
    says = {
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
    return json.dumps(says, ensure_ascii=False) + "\n"
