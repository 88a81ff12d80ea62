"""The links of a repository's own files: where each stands, and how its address is replaced. Pure but for `files`.

A format is a module with `find(text, scope) -> Iterator[Reference]`, and a line in `formats.FORMATS`.
"""
