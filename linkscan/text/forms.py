"""Read the form in which something is out: `as an open-source library`."""

from linkscan.models import Asset
from linkscan.text.item import Item
from linkscan.text.tags import tags

AS_CODE = tags("for (?:the|adverb|word|participle|name|open|available|container|of)* code")


def called_code(start: int, at: int) -> Item:
    """Give what is called code by another word: `it ... as a library`, `an open-source project`."""
    return Item(start, at, "C", Asset.CODE, is_ours=True, is_possessed=True, is_others=False)
