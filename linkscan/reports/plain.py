"""Make strangers' text harmless to look at: nothing in it moves the cursor or misleads the eye. Pure."""

import re

_SPACE = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")

# Controls; marks that reverse the reading order (Unicode TR 36, section 2.10.1: "Bidirectional Text
# Spoofing"); lone surrogates, which no UTF-8 file can hold; interlinear and tag characters, which hide text.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """Put `text` on one line and show each invisible control as U+FFFD, so that it is seen."""
    return _UNSEEN.sub("\ufffd", _SPACE.sub(" ", text)).strip()


def valid(text: str) -> str:
    """Replace lone surrogates by U+FFFD and leave all else: text that UTF-8 can hold."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
