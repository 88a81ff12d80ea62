"""What authors call what they made: `an open-source toolkit`. Rows as in `cues.py`; all read the noun they describe."""

from linkscan.text.cue import Author, Reads, cue

_PRESENTED = (
    "[name word adverb participle the our others and comma colon opening closing for"
    " code model data tool extra demo container place]"
)
_ADJECTIVES = "[adverb word participle comma name and the]"

DESCRIPTIONS = (
    cue(
        "we present an open-source",
        Reads.HEAD,
        Author.BEFORE,
        f"present {_PRESENTED}* open",
        "We present an open-source toolkit.",
    ),
    cue(
        "we present a public",
        Reads.HEAD,
        Author.BEFORE,
        f"present {_PRESENTED}* available",
        "We present a publicly available corpus.",
    ),
    cue(
        "the development of an open-source",
        Reads.HEAD,
        Author.BEFORE,
        f"word of {_PRESENTED}* open",
        "This thesis led to the development of two open-source packages.",
        "development",
        "creation",
    ),
    cue(
        "with released code",
        Reads.HEAD,
        Author.BEFORE,
        "(?<=for) released (?=code)",
        "We show it at work, with released source code.",
    ),
    cue(
        "is presented as an open-source",
        Reads.HEAD,
        Author.NOWHERE,
        f"be adverb* present for {_PRESENTED}* open",
        "TextNet is introduced as an open-source library.",
    ),
    cue(
        "is an open-source",
        Reads.HEAD,
        Author.NOWHERE,
        f"be [the others] {_ADJECTIVES}* open",
        "Our system is an open-source toolkit.",
    ),
    cue(
        "provides an open-source",
        Reads.HEAD,
        Author.NOWHERE,
        f"[name it closing] adverb* [provide present] the {_ADJECTIVES}* [open available]",
        "TextNet provides an open-source library.",
    ),
    cue(
        "is implemented in the package",
        Reads.HEAD,
        Author.NOWHERE,
        "be adverb* participle at the [adverb word name available open data tool participle]* (?=code)",
        "Our method is implemented in the tool package at https://example.org.",
        "implemented",
        "embedded",
        "packaged",
    ),
    cue(
        "the largest open-source",
        Reads.HEAD,
        Author.BEFORE,
        "[comma colon opening be present] the [the word adverb]{0,3} (?:[at of for] the? adverb?)? [open available]",
        "We collect X, the largest open-source corpus of songs.",
        "first",
        "largest",
        "only",
        "biggest",
    ),
    cue(
        "it is the largest open-source",
        Reads.HEAD,
        Author.NOWHERE,
        "[it the]data? be the [the word adverb]{0,3} (?:[at of for] the? adverb?)? [open available]",
        "To our knowledge it is the largest among publicly available corpora.",
        "first",
        "largest",
        "only",
        "biggest",
    ),
    cue(
        "as one of the largest public",
        Reads.HEAD,
        Author.NOWHERE,
        "^for the of the [word adverb]* [open available]",
        "As one of the largest publicly available corpora, it has millions of songs.",
    ),
    cue(
        "as an open-source",
        Reads.HEAD,
        Author.NOWHERE,
        "^for the [adverb word participle name]* open",
        "As a fully open-source language model, it advances the field.",
    ),
)

OWN_DESCRIPTIONS = (
    cue(
        "our open-source",
        Reads.HEAD,
        Author.NOWHERE,
        "our (?:word? [the adverb]{0,2} [open available]|released)",
        "Our open-source library offers parsers.",
        "our",
    ),
)
"""What is called ours and open in passing; sought in what nothing else has read."""

TITLE_DESCRIPTIONS = (
    cue(
        "title",
        Reads.HEAD,
        Author.NOWHERE,
        "colon the? [adverb word participle name]* [open available]",
        "X: An Open-Source Toolkit for Translation",
    ),
)
