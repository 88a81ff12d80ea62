"""Headings of structured abstracts are recognized, and say what their section is about."""

import pytest

from linkscan.models import Asset
from linkscan.text.claims.sections import Section, read_heading
from linkscan.text.languages import languages_read


@pytest.mark.parametrize(
    ("text", "section", "asset", "rest"),
    [
        ("Availability: https://a.org", Section.AVAILABILITY, None, "https://a.org"),
        ("Availability https://a.org", Section.AVAILABILITY, None, "https://a.org"),
        ("Availability and implementation. The server", Section.AVAILABILITY, None, "The server"),
        ("AVAILABILITY AND REQUIREMENTS: X", Section.AVAILABILITY, None, "X"),
        ("**Data availability**: X", Section.AVAILABILITY, Asset.DATA, "X"),
        ("Software and availability: X", Section.AVAILABILITY, Asset.CODE, "X"),
        ("Code availability statement: X", Section.AVAILABILITY, Asset.CODE, "X"),
        ("Web server availability: X", Section.AVAILABILITY, Asset.DEMO, "X"),
        ("Database URL: X", Section.AVAILABILITY, Asset.DATA, "X"),
        ("Program summary URL: X", Section.AVAILABILITY, Asset.CODE, "X"),
        ("Trial registration: X", Section.REGISTRATION, None, "X"),
        ("Clinical trial registration number: X", Section.REGISTRATION, None, "X"),
        ("SUPPLEMENTARY INFORMATION: X", Section.SUPPLEMENT, None, "X"),
        ("Results: X", Section.OTHER, None, "X"),
    ],
)
def test_a_heading_is_recognized(text: str, section: Section, asset: Asset | None, rest: str) -> None:
    """The sentence proper begins behind it."""
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
        ("fr", "Disponibilité du code : https://a.org", Section.AVAILABILITY, Asset.CODE),
        ("de", "Verfügbarkeit der Daten: https://a.org", Section.AVAILABILITY, Asset.DATA),
        ("es", "Disponibilidad: https://a.org", Section.AVAILABILITY, None),
        ("pt", "Número de registro do ensaio: https://a.org", Section.REGISTRATION, None),
        ("it", "Disponibilità dei dati: https://a.org", Section.AVAILABILITY, Asset.DATA),
        ("ru", "Регистрация: https://a.org", Section.REGISTRATION, None),
        ("zh", "数据可用性声明：https://a.org", Section.AVAILABILITY, Asset.DATA),
        ("ja", "コードの入手先：https://a.org", Section.AVAILABILITY, Asset.CODE),
        ("ko", "코드 가용성: https://a.org", Section.AVAILABILITY, Asset.CODE),
    ],
)
def test_each_language_has_headings_of_its_own(code: str, text: str, section: Section, asset: Asset | None) -> None:
    """By the nouns that it lists."""
    language = next(language for language in languages_read() if language.code == code)
    heading = read_heading(text, 0, len(text), language)
    assert heading is not None
    assert (heading.section, heading.asset, text[heading.end :]) == (section, asset, "https://a.org")
