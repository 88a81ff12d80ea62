"""Exceptions for errors of linkscan and its caller; network and server errors are values (`models.Failure`)."""


class LinkscanError(Exception):
    """The base class of all exceptions that linkscan raises deliberately.

    >>> issubclass(InputError, LinkscanError)
    True
    """


class InputError(LinkscanError):
    """An input cannot be read as papers. The message starts with the file and, if known, the line.

    >>> from linkscan import load_papers
    >>> list(load_papers("nowhere.csv"))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    linkscan.errors.InputError: nowhere.csv: no such file
    """


class CutOffError(InputError):
    """An input is truncated or damaged. Papers before that place are kept.

    >>> issubclass(CutOffError, InputError)
    True
    """


class SettingsError(LinkscanError):
    """A setting has an unknown name or an invalid value. The message names its source, the key and what is allowed.

    >>> from linkscan.settings.configuration import configure
    >>> configure(environment={"LINKSCAN_TIMOUT": "3"})
    Traceback (most recent call last):
    linkscan.errors.SettingsError: LINKSCAN_TIMOUT: unknown setting 'timout'; did you mean timeout?
    """


class AccessError(LinkscanError):
    """A credential was rejected by its host: an error of the run, never a verdict on a repository.

    >>> issubclass(AccessError, LinkscanError)
    True
    """


def needs(what: str, package: str) -> str:
    """Return the error message for an optional package that is not installed.

    It gives the name on the package index, not an extra of linkscan, as that works however linkscan was installed.

    >>> needs("--formats xlsx", "xlsxwriter")
    '--formats xlsx needs xlsxwriter, which is not installed: pip install xlsxwriter'
    """
    return f"{what} needs {package}, which is not installed: pip install {package}"
