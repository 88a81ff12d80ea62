"""The data model: frozen dataclasses and named tuples, which functions take and return instead of dicts.

Plain dataclasses keep `import linkscan` cheap and parsing fast; pydantic validates at the edges, from these same
definitions where it can (`reports/`, `settings/`, API responses).

Read the modules in this order: `paper` (what a paper says), `http` (requests and responses), `target` (what is behind
an address), `verdict` (what is decided), `report` (what is reported). Each name is imported lazily, on first use.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
