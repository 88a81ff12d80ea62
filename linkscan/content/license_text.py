"""Identify licences by their characteristic wording, as SPDX identifiers (https://spdx.org/licenses/)."""

from linkscan.patterns import lazy_pattern

_BEGINNING = 6000
"""Characters of normalised text that are searched."""

_HEAD = 400
"""Characters that contain the title of a GNU licence; further on, GNU licences mention one another."""

_GNU = (
    ("AGPL-3.0", r"gnu affero general public license version 3"),
    ("LGPL-3.0", r"gnu lesser general public license version 3"),
    ("LGPL-2.1", r"gnu lesser general public license version 2\.1"),
    ("LGPL-2.0", r"gnu library general public license version 2"),
    ("GPL-3.0", r"gnu general public license version 3"),
    ("GPL-2.0", r"gnu general public license version 2"),
    ("GFDL-1.3", r"gnu free documentation license version 1\.3"),
)
_WORDS = (
    ("Apache-2.0", r"apache license version 2\.0"),
    ("MPL-2.0", r"mozilla public license version 2\.0"),
    ("BSL-1.0", r"boost software license"),
    ("EPL-2.0", r"eclipse public license - v 2\.0"),
    ("EPL-1.0", r"eclipse public license - v 1\.0"),
    ("EUPL-1.2", r"european union public licen[cs]e v\. ?1\.2"),
    ("CECILL-2.1", r"cecill free software license agreement"),
    ("Artistic-2.0", r"the artistic license 2\.0"),
    ("Unlicense", r"this is free and unencumbered software released into the public domain"),
    ("WTFPL", r"do what the f\w* you want to public license"),
    ("LPPL-1.3c", r"latex project public license"),
    ("ODbL-1.0", r"open database license"),
    ("PDDL-1.0", r"public domain dedication (?:and|&) license"),
    ("CC0-1.0", r"cc0 1\.0 universal|creative commons zero"),
    ("CC-BY-NC-SA-4.0", r"attribution-noncommercial-sharealike 4\.0|cc[ -]by[ -]nc[ -]sa[ -]4\.0"),
    ("CC-BY-NC-ND-4.0", r"attribution-noncommercial-noderivat\w+ 4\.0|cc[ -]by[ -]nc[ -]nd[ -]4\.0"),
    ("CC-BY-NC-4.0", r"attribution-noncommercial 4\.0|cc[ -]by[ -]nc[ -]4\.0"),
    ("CC-BY-SA-4.0", r"attribution-sharealike 4\.0|cc[ -]by[ -]sa[ -]4\.0"),
    ("CC-BY-ND-4.0", r"attribution-noderivat\w+ 4\.0|cc[ -]by[ -]nd[ -]4\.0"),
    ("CC-BY-4.0", r"attribution 4\.0 international|cc[ -]by[ -]4\.0"),
    ("Zlib", r"altered source versions must be plainly marked"),
    ("NCSA", r"university of illinois/ncsa"),
    ("BSD-4-Clause", r"all advertising materials mentioning features"),
    ("BSD-3-Clause-Clear", r"no express or implied licenses to any party's patent rights"),
    ("BSD-3-Clause", r"redistribution and use in source and binary forms.*(?:neither the name|the names? of)"),
    ("BSD-2-Clause", r"redistribution and use in source and binary forms"),
    ("ISC", r"permission to use copy modify and(?:/or)? distribute this software for any purpose with or without fee"),
    (
        "MIT",
        r"free of charge to any person obtaining a copy of this software.*permission notice shall be included",
    ),
    ("MIT", r"^(?:the )?mit license\b"),
)
_IN_HEAD = tuple((name, lazy_pattern(pattern)) for name, pattern in _GNU)
_ANYWHERE = tuple((name, lazy_pattern(pattern)) for name, pattern in _WORDS)
_PUNCTUATION = lazy_pattern(r"[\s#*_=,\"“”]+")


def identify(text: str) -> str | None:
    """Return the SPDX identifier of a licence text; None if it is not recognised."""
    plain = _PUNCTUATION.sub(" ", text[: 2 * _BEGINNING]).strip().lower()[:_BEGINNING]
    in_head = next((name for name, pattern in _IN_HEAD if pattern.search(plain[:_HEAD])), None)
    return in_head or next((name for name, pattern in _ANYWHERE if pattern.search(plain)), None)
