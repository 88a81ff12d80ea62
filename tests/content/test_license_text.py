"""A licence is recognised by its text."""

import pytest

from linkscan.content import license_text
from linkscan.content.license_text import identify

MIT = """Copyright 2024

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software ... The above copyright notice and this permission notice shall be included in all copies.
"""
BSD = "Redistribution and use in source and binary forms, with or without modification, are permitted."
GNU = "                    GNU {} GENERAL PUBLIC LICENSE\n                       Version {}, 29 June 2007\n"


LICENCES = (
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
        ("GNU LESSER GENERAL PUBLIC LICENSE\n  Version 2.1, February 1999", "LGPL-2.1"),
        ("GNU LIBRARY GENERAL PUBLIC LICENSE\n  Version 2, June 1991", "LGPL-2.0"),
        ("GNU Free Documentation License\n  Version 1.3, 3 November 2008", "GFDL-1.3"),
        ("Boost Software License - Version 1.0 - August 17th, 2003", "BSL-1.0"),
        ("Eclipse Public License - v 2.0", "EPL-2.0"),
        ("Eclipse Public License - v 1.0", "EPL-1.0"),
        ("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016", "EUPL-1.2"),
        ("CeCILL FREE SOFTWARE LICENSE AGREEMENT\n  Version 2.1 dated 2013-06-21", "CECILL-2.1"),
        ("The Artistic License 2.0\n  Copyright (c) 2000-2006, The Perl Foundation.", "Artistic-2.0"),
        ("DO WHAT THE FUCK YOU WANT TO PUBLIC LICENSE\n  Version 2, December 2004", "WTFPL"),
        ("The LaTeX Project Public License\n  LPPL Version 1.3c  2008-05-04", "LPPL-1.3c"),
        ("Open Database License (ODbL) v1.0", "ODbL-1.0"),
        ("Open Data Commons - Public Domain Dedication & License (PDDL)", "PDDL-1.0"),
        ("Attribution-NonCommercial-ShareAlike 4.0 International", "CC-BY-NC-SA-4.0"),
        ("Attribution-NonCommercial-NoDerivatives 4.0 International", "CC-BY-NC-ND-4.0"),
        ("Attribution-ShareAlike 4.0 International", "CC-BY-SA-4.0"),
        ("Attribution-NoDerivatives 4.0 International", "CC-BY-ND-4.0"),
        ("2. Altered source versions must be plainly marked as such", "Zlib"),
        ("University of Illinois/NCSA Open Source License", "NCSA"),
        (f"{BSD} 3. All advertising materials mentioning features or use of this software", "BSD-4-Clause"),
        (f"{BSD} NO EXPRESS OR IMPLIED LICENSES TO ANY PARTY'S PATENT RIGHTS", "BSD-3-Clause-Clear"),
        (f"{BSD} The names of its contributors may not be used to endorse", "BSD-3-Clause"),
        ("Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee", "ISC"),
        ("The MIT License\n", "MIT"),
        ("All rights reserved. For review only.", None),
        ("", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "name"), LICENCES)
def test_licences_are_known(text: str, name: str | None) -> None:
    assert identify(text) == name


def test_every_licence_of_the_table_has_a_case() -> None:
    assert {name for name, _ in (*license_text._GNU, *license_text._WORDS)} == {name for _, name in LICENCES if name}
