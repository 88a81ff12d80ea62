"""Our own mistakes and the caller's, never the web's: what a server does is a value (`models.Answer`)."""


class LinkscanError(Exception):
    """Base of every error that linkscan raises on purpose."""


class InputError(LinkscanError):
    """An input cannot be read as papers. The message starts with `path:line:` and ends with what to do."""


class SettingsError(LinkscanError):
    """A setting has an unknown name or a wrong value. The message names file, key and what is allowed."""


class AccessError(LinkscanError):
    """A credential was rejected by its host. An error of the run, never a verdict on a repository."""
