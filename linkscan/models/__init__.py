"""The nouns, in the order in which a paper meets them. Frozen; functions take and give these, never dicts.

Plain dataclasses keep `import linkscan` cheap and reading fast; pydantic validates them at the edges
(`reports/`, `settings/`, the answers of APIs), from these same definitions.

Read `paper` (what it says), `exchange` (what the web is asked), `place` (what is behind an address), `verdict`
(what is decided), `run` (what is reported).
Each noun is loaded with the module that defines it, when somebody first names it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
