"""Our own mistakes and the caller's, never the web's: what a server does is a value (`models.Answer`)."""


class LinkscanError(Exception):
    """Base of every error that linkscan raises on purpose.

    >>> issubclass(InputError, LinkscanError)
    True
    """


class InputError(LinkscanError):
    """An input cannot be read as papers. The message starts with `path:line:` and ends with what to do.

    >>> from linkscan import load_papers
    >>> list(load_papers("nowhere.csv"))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    linkscan.errors.InputError: nowhere.csv: no such file
    """


class CutOffError(InputError):
    """An input breaks off: it is not whole, or damaged. What stands before the place is kept where it is papers.

    >>> issubclass(CutOffError, InputError)
    True
    """


class SettingsError(LinkscanError):
    """A setting has an unknown name or a wrong value. The message names file, key and what is allowed.

    >>> from linkscan.settings.configuration import configure
    >>> configure(environment={"LINKSCAN_TIMOUT": "3"})
    Traceback (most recent call last):
    linkscan.errors.SettingsError: LINKSCAN_TIMOUT: unknown setting 'timout'; did you mean timeout?
    """


class AccessError(LinkscanError):
    """A credential was rejected by its host. An error of the run, never a verdict on a repository.

    >>> issubclass(AccessError, LinkscanError)
    True
    """


def needs(what: str, package: str) -> str:
    """Return what to do where a package that only some uses need is not installed.

    The package is named as its index has it: that installs it wherever linkscan itself came from.

    >>> needs("--formats xlsx", "xlsxwriter")
    '--formats xlsx needs xlsxwriter, which is not installed: pip install xlsxwriter'
    """
    return f"{what} needs {package}, which is not installed: pip install {package}"
