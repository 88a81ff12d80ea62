"""A licence is known by its words."""

import pytest

from linkscan.content.license_text import identify

MIT = """Copyright 2024

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software ... The above copyright notice and this permission notice shall be included in all copies.
"""
GNU = "                    GNU {} GENERAL PUBLIC LICENSE\n                       Version {}, 29 June 2007\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MIT License\n\nCopyright (c) 2024 Lab\n\nPermission is hereby granted", "MIT"),
        (MIT, "MIT"),
        ("              Apache License\n                Version 2.0, January 2004", "Apache-2.0"),
        (GNU.format("", "3").replace("GNU  ", "GNU "), "GPL-3.0"),
        (GNU.format("", "2").replace("GNU  ", "GNU "), "GPL-2.0"),
        (GNU.format("AFFERO", "3"), "AGPL-3.0"),
        (GNU.format("LESSER", "3"), "LGPL-3.0"),
        ("Redistribution and use in source and binary forms ... Neither the name of the Lab", "BSD-3-Clause"),
        ("Redistribution and use in source and binary forms, with or without", "BSD-2-Clause"),
        ("Creative Commons Attribution-NonCommercial 4.0 International", "CC-BY-NC-4.0"),
        ("Attribution 4.0 International\n\n====", "CC-BY-4.0"),
        ("CC0 1.0 Universal", "CC0-1.0"),
        ("Mozilla Public License Version 2.0", "MPL-2.0"),
        ("This is free and unencumbered software released into the public domain.", "Unlicense"),
        ("All rights reserved. For review only.", None),
        ("", None),
    ],
)  # fmt: skip
def test_licences_are_known(text: str, name: str | None) -> None:
    assert identify(text) == name
