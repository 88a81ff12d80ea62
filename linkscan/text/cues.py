"""What authors do with what they made, as named patterns over tags. A new wording is a row, and its example a test.

Patterns are regular expressions in which a tag stands under its name (`tags.LETTERS`). Of two rows that match the same
words the first one counts. What they merely call open stands in `descriptions.py`.
"""

from linkscan.text.cue import Author, Reads, cue

_AUX = "[adverb will have can be not to plan comma and when all]"
_BE = "[will can have not adverb to be plan made making all]"
_BE_TOO = "[can have not adverb to be made]"
_PREDICATE = "[available released open provided found]"
_AS_OPEN = "(?:for open (?![code tool model data name word]))"
_OBJECT = "[the our all others name code model data datum tool extra demo participle adverb word]"

CUES = (
    cue(
        "we release",
        Reads.OBJECT,
        Author.INSIDE,
        f"[we paper] {_AUX}* (?:release|releasing|open(?={_OBJECT}))",
        "We will release our code.",
    ),
    cue(
        "we have released",
        Reads.OBJECT,
        Author.INSIDE,
        "[we paper] [adverb have comma]* released",
        "We have released the dataset.",
    ),
    cue(
        "and release",
        Reads.OBJECT,
        Author.BEFORE,
        "(?:[and comma] [adverb not will be]* (?:plan to)? adverb*|we [adverb be word verb]{1,3} to adverb*) release",
        "We build and will release a corpus.",
    ),
    cue(
        "and open-source",
        Reads.OBJECT,
        Author.BEFORE,
        "[and comma plan to] [adverb will plan to]* open(?=[the our all it])",
        "We train and open-source the models.",
    ),
    cue(
        "we introduce and open-source",
        Reads.OBJECT,
        Author.BEFORE,
        "present and adverb* open",
        "We introduce and open-source a toolkit.",
    ),
    cue(
        "which we open-source",
        Reads.OBJECT,
        Author.INSIDE,
        f"which we {_AUX}* open (?!{_OBJECT})",
        "We train a language model, which we open-source.",
    ),
    cue(
        "we built and released",
        Reads.OBJECT,
        Author.INSIDE,
        "[we paper] [adverb have]* (?:present|participle) [comma and adverb present participle]* and adverb* released",
        "We collected and publicly released the corpus.",
        "released",
    ),
    cue(
        "and releasing",
        Reads.OBJECT,
        Author.BEFORE,
        "[and comma be adverb] releasing",
        "We are publicly releasing our code.",
    ),
    cue("by releasing", Reads.OBJECT, Author.BEFORE, "at releasing", "We help by releasing our code.", "by"),
    cue(
        "by releasing this, we",
        Reads.OBJECT,
        Author.NOWHERE,
        "^at? and? adverb* releasing",
        "By releasing our code, we help.",
    ),
    cue(
        "by sharing our",
        Reads.OBJECT,
        Author.NOWHERE,
        "at adverb* participle (?=our)",
        "We foster research by openly sharing our code.",
        "sharing",
    ),
    cue(
        "and released it",
        Reads.OBJECT,
        Author.BEFORE,
        "and adverb* released (?=[the our it])",
        "We implemented the parser in C++ and released it as open source software.",
    ),
    cue(
        "with the release of",
        Reads.OBJECT,
        Author.BEFORE,
        "[and at] the [adverb word]* release of",
        "The paper is accompanied by the release of our code.",
    ),
    cue(
        "accompanies this paper",
        Reads.SUBJECT,
        Author.INSIDE,
        "verb [the our] paper",
        "The R package accompanies this paper.",
        "accompanies",
        "accompany",
    ),
    cue(
        "we provide access to",
        Reads.OBJECT,
        Author.INSIDE,
        f"[we paper] {_AUX}* provide [the adverb word available look]+ to (?=adverb? [the our all code])",
        "We provide open access to our code.",
        "access",
        "open access",
    ),
    cue(
        "we open",
        Reads.OBJECT,
        Author.INSIDE,
        f"[we paper] {_AUX}* available (?=[the our])",
        "We open our code.",
        "open",
    ),
    cue(
        "you can find",
        Reads.OBJECT,
        Author.NOWHERE,
        "can adverb* look",
        "You can find our code at https://example.org.",
    ),
    cue("see here for", Reads.OBJECT, Author.NOWHERE, "look [the our]* place for", "See here for our code and videos."),
    cue("we provide", Reads.OBJECT, Author.INSIDE, f"[we paper] {_AUX}* provide", "We provide source code."),
    cue(
        "we have provided",
        Reads.OBJECT,
        Author.INSIDE,
        "[we paper] [adverb comma]* have [adverb comma]* provided",
        "We have provided our code on GitHub.",
    ),
    cue(
        "and provide",
        Reads.OBJECT,
        Author.BEFORE,
        "[and comma] [adverb will plan to]* provide",
        "We propose a task and provide code.",
    ),
    cue(
        "we make available",
        Reads.OBJECT,
        Author.BEFORE,
        "[will adverb plan to]* [make made making] adverb* available (?=comma? [the our all code data model name])",
        "We make available our code.",
    ),
    cue(
        "which we make available",
        Reads.OBJECT,
        Author.INSIDE,
        f"which we {_AUX}* (?:present {_AUX}*)? [make made making] adverb* available",
        "We collect a corpus which we make publicly available.",
    ),
    cue(
        "we make ... available",
        Reads.INSIDE,
        Author.BEFORE,
        "[make made making] (?!adverb* available)",
        "We make our code publicly available.",
    ),
    cue(
        "by making ... available",
        Reads.INSIDE,
        Author.NOWHERE,
        "(?<=^at) making (?!adverb* available)",
        "By making our code publicly available, we help others.",
    ),
    cue(
        "is available",
        Reads.SUBJECT,
        Author.NOWHERE,
        f"{_BE}*+ (?:(?<=adverb) and adverb+)? {_PREDICATE} (?:[and comma]? {_BE_TOO}*+ {_PREDICATE})* {_AS_OPEN}?",
        "The code is open source and available online.",
    ),
    cue(
        "is at",
        Reads.SUBJECT,
        Author.NOWHERE,
        "[will have]* be (?:made adverb+)? adverb* (?:at [the our adverb name]*)? [place address]",
        "Our code is at https://example.org.",
    ),
)
