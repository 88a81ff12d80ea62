"""Headings of structured abstracts are recognised, with the subject of their section."""

import pytest

from linkscan.models import Asset
from linkscan.text.claims.sections import SectionKind, read_heading
from linkscan.text.languages import languages_read


@pytest.mark.parametrize(
    ("text", "section", "asset", "rest"),
    [
        ("Availability: https://a.org", SectionKind.AVAILABILITY, None, "https://a.org"),
        ("Availability https://a.org", SectionKind.AVAILABILITY, None, "https://a.org"),
        ("Availability and implementation. The server", SectionKind.AVAILABILITY, None, "The server"),
        ("AVAILABILITY AND REQUIREMENTS: X", SectionKind.AVAILABILITY, None, "X"),
        ("AVAILABILITY AND IMPLEMENTATION All songs", SectionKind.AVAILABILITY, None, "All songs"),
        ("**Data availability**: X", SectionKind.AVAILABILITY, Asset.DATA, "X"),
        ("Software and availability: X", SectionKind.AVAILABILITY, Asset.CODE, "X"),
        ("Code availability statement: X", SectionKind.AVAILABILITY, Asset.CODE, "X"),
        ("Web server availability: X", SectionKind.AVAILABILITY, Asset.DEMO, "X"),
        ("Database URL: X", SectionKind.AVAILABILITY, Asset.DATA, "X"),
        ("Program summary URL: X", SectionKind.AVAILABILITY, Asset.CODE, "X"),
        ("Source code availability: X", SectionKind.AVAILABILITY, Asset.CODE, "X"),
        ("Package availability: X", SectionKind.AVAILABILITY, Asset.CODE, "X"),
        ("Tool availability: X", SectionKind.AVAILABILITY, Asset.CODE, "X"),
        ("Webserver availability: X", SectionKind.AVAILABILITY, Asset.DEMO, "X"),
        ("CPC Library link to program files: X", SectionKind.AVAILABILITY, Asset.CODE, "X"),
        ("Developer's repository link: X", SectionKind.AVAILABILITY, Asset.CODE, "X"),
        ("Trial registration: X", SectionKind.REGISTRATION, None, "X"),
        ("Clinical trial registration number: X", SectionKind.REGISTRATION, None, "X"),
        ("SUPPLEMENTARY INFORMATION: X", SectionKind.SUPPLEMENT, None, "X"),
        ("Results: X", SectionKind.OTHER, None, "X"),
    ],
)
def test_a_heading_is_recognized(text: str, section: SectionKind, asset: Asset | None, rest: str) -> None:
    """The sentence proper begins after it."""
    heading = read_heading(text, 0, len(text))
    assert heading is not None
    assert (heading.section, heading.asset, text[heading.end :]) == (section, asset, rest)


@pytest.mark.parametrize(
    "text",
    ["Availability of labels is limited.", "Results are available.", "Registered users log in", "", "Data: x"],
)
def test_a_sentence_is_no_heading(text: str) -> None:
    assert read_heading(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("code", "text", "section", "asset"),
    [
        ("fr", "Disponibilité du code : https://a.org", SectionKind.AVAILABILITY, Asset.CODE),
        ("de", "Verfügbarkeit der Daten: https://a.org", SectionKind.AVAILABILITY, Asset.DATA),
        ("es", "Disponibilidad: https://a.org", SectionKind.AVAILABILITY, None),
        ("pt", "Número de registro do ensaio: https://a.org", SectionKind.REGISTRATION, None),
        ("it", "Disponibilità dei dati: https://a.org", SectionKind.AVAILABILITY, Asset.DATA),
        ("ru", "Регистрация: https://a.org", SectionKind.REGISTRATION, None),
        ("zh", "数据可用性声明：https://a.org", SectionKind.AVAILABILITY, Asset.DATA),
        ("ja", "コードの入手先：https://a.org", SectionKind.AVAILABILITY, Asset.CODE),
        ("ko", "코드 가용성: https://a.org", SectionKind.AVAILABILITY, Asset.CODE),
    ],
)
def test_each_language_has_headings_of_its_own(code: str, text: str, section: SectionKind, asset: Asset | None) -> None:
    """By the heading nouns of the language."""
    language = next(language for language in languages_read() if language.code == code)
    heading = read_heading(text, 0, len(text), language)
    assert heading is not None
    assert (heading.section, heading.asset, text[heading.end :]) == (section, asset, "https://a.org")
