"""The feed of a run as a field of the first record of its recording: compressed JSON in base 85."""

import zlib
from base64 import b85decode, b85encode
from collections.abc import Mapping
from typing import TypeVar

NAME = "linkscan-feed"
_LONGEST = 1 << 27  # bytes of JSON; some 100,000 papers

T = TypeVar("T")


def as_field(content: object) -> Mapping[str, str]:
    """Return the field that holds `content`, a dataclass."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - few runs record

    return {NAME: b85encode(zlib.compress(TypeAdapter(type(content)).dump_json(content))).decode()}


def read_field(info: Mapping[str, str], kind: type[T]) -> T | None:
    """Return the content of the field as `kind`, or None if it is missing or invalid; recordings are untrusted."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - as above

    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(b85decode(info[NAME]), _LONGEST)
        return TypeAdapter(kind).validate_json(text)
    except (KeyError, ValueError, zlib.error):
        return None
