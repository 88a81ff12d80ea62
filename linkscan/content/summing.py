"""Sum up what a place holds."""

from collections.abc import Mapping

from linkscan.models import Asset, Content, Judgement

NOTHING_TOLD = Judgement(Content.UNKNOWN, "the file list was not told")

_ORDER = (Asset.CODE, Asset.MODEL, Asset.DATA, Asset.DEMO, Asset.OTHER)


def overall(holdings: Mapping[Asset, Judgement]) -> Judgement:
    """Sum up a place: present if it holds any artefact, else what is to be said of its code."""
    held = (holdings[asset] for asset in _ORDER if asset in holdings)
    present = (judgement for judgement in held if judgement.content is Content.PRESENT)
    return next(present, holdings.get(Asset.CODE, NOTHING_TOLD))
