"""The links in a repository's own files: finding their positions, and replacing their addresses.

A format is a module with `find(text, scope) -> Iterator[Reference]` and an entry in `formats.FORMATS`. Only `files` and
`local` access the disk.
"""
