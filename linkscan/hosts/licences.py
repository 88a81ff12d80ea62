"""Licences by their SPDX identifiers, from the lower-case keys that hosts tell."""

# https://spdx.org/licenses/, those of papers' code, models and data.
_IDENTIFIERS = """
    0BSD AFL-3.0 AGPL-3.0 Apache-2.0 Artistic-2.0 BSD-2-Clause BSD-3-Clause BSD-3-Clause-Clear BSL-1.0 CC-BY-2.0
    CC-BY-3.0 CC-BY-4.0 CC-BY-NC-2.0 CC-BY-NC-3.0 CC-BY-NC-4.0 CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0 CC-BY-NC-SA-2.0
    CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0 CC-BY-ND-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC0-1.0 CDLA-Permissive-1.0
    CDLA-Permissive-2.0 CDLA-Sharing-1.0 ECL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2 GFDL-1.3 GPL-2.0 GPL-3.0 ISC
    LGPL-2.1 LGPL-3.0 LPPL-1.3c MIT MPL-2.0 MS-PL NCSA ODbL-1.0 OFL-1.1 OSL-3.0 PDDL-1.0 PostgreSQL Unlicense WTFPL
    Zlib
"""
_BY_KEY = {identifier.lower(): identifier for identifier in _IDENTIFIERS.split()}


def spdx(key: str | None) -> str | None:
    """Return the SPDX identifier of a licence, or the key as it is where there is none; no key stays none."""
    return _BY_KEY.get(key.strip().lower(), key.strip()) if key and key.strip() else None
