"""Each language by its table of labelled sentences: released, promised, negated, others', on request."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.models import Asset, Paper, Stance
from linkscan.text import read
from linkscan.text.languages import identify, languages_read
from linkscan.text.languages.identify import identify_languages, language_of
from linkscan.text.languages.language import Language
from linkscan.text.urls.finder import find_words, lower
from tests.steps import assert_linear

PLACES = {"U": "https://github.com/lab/tool", "W": "https://github.com/lab/other", "P": "https://lab.github.io/page"}
NAMES = {url: name for name, url in PLACES.items()}
STANCES = {Stance.RELEASED: "+", Stance.PROMISED: "?"}
OTHERS = [language for language in languages_read() if language.code != "en"]


def sentences(language: Language) -> Iterator[tuple[str, str]]:
    """Read the table of a language: what is claimed, and the sentence with its addresses."""
    table = Path(__file__).with_name(f"{language.name.lower()}.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            claimed, _, sentence = line.partition(" | ")
            yield claimed, re.sub(r"(?<![A-Za-z])[UWP](?![A-Za-zÄÖÜäöü])", lambda name: PLACES[name[0]], sentence)


ROWS = [(language, claimed, sentence) for language in OTHERS for claimed, sentence in sentences(language)]
IDS = [f"{language.code}-{sentence}" for language, _, sentence in ROWS]


def claims(abstract: str) -> list[str]:
    """Read an abstract, and write its claims as the tables do, without those of kind `other`."""
    said = read(Paper(id="x", title="", abstract=abstract)).claims
    return sorted(
        f"{claim.asset}{STANCES[claim.stance]}{NAMES.get(claim.url or '', '')}"
        for claim in said
        if claim.asset is not Asset.OTHER
    )


@pytest.mark.parametrize(("language", "claimed", "sentence"), ROWS, ids=IDS)
def test_a_sentence_claims_what_a_careful_reader_takes_from_it(language: Language, claimed: str, sentence: str) -> None:
    """Each line of each table on its own."""
    assert claims(sentence) == sorted(claimed.replace("-", "").split()), language.name


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.name)
def test_a_table_has_sixty_sentences_of_every_kind(language: Language) -> None:
    """Released, promised, and neither."""
    marks = [claimed for claimed, _ in sentences(language)]
    assert len(marks) >= 60
    assert all(sum(mark in claimed for claimed in marks) >= 10 for mark in "+?-")


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.name)
def test_sentence_is_identified_as_its_language(language: Language) -> None:
    """By script and frequent words; a word next to a URL may be in any language."""
    told = [sentence for _, sentence in sentences(language) if len(re.sub(r"https?:\S+", "", sentence).split()) > 3]
    assert [text for text in told if language_of(text, identify_languages(text).languages) is not language] == []


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.name)
def test_claim_has_a_cue_or_an_address(language: Language) -> None:
    """`telling` has a string of each claim; sentences without any are not read."""
    bare = [sentence for claimed, sentence in sentences(language) if claimed != "-" and "http" not in sentence]
    assert [sentence for sentence in bare if not find_words(lower(sentence), language.telling)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vi presenterar en ny metod för att analysera meningar och det är den första som är fri för alla.", "Swedish"),
        (
            "W tej pracy przedstawiamy nową metodę analizy, która jest dostępna dla wszystkich i nie wymaga danych.",
            "Polish",
        ),
        ("Bu çalışmada yeni bir yöntem öneriyoruz ve bu yöntem ile daha iyi sonuçlar elde edilmiştir.", "Turkish"),
        ("في هذا البحث نقدم طريقة جديدة لتحليل النصوص العربية", "Arabic"),
        ("در این مقاله روشی جدید برای تحلیل متن فارسی پیشنهاد می‌شود و چگونگی کار آن بررسی می‌گردد", "Persian"),
        ("У цій роботі ми представляємо новий метод аналізу української мови", "Ukrainian"),
        ("इस शोध पत्र में हम एक नई विधि प्रस्तुत करते हैं", "Hindi"),
        ("Penelitian ini bertujuan untuk menganalisis data yang tidak lengkap dan hasil dari metode ini", "Indonesian"),
        (
            "Trong bài báo này, chúng tôi đề xuất một phương pháp mới cho việc phân tích các văn bản tiếng Việt",
            "Vietnamese",
        ),
        ("V tomto článku představujeme novou metodu, která umožňuje rychlejší zpracování dat než dříve", "Czech"),
        (
            "V tomto článku predstavujeme novú metódu, ktorá umožňuje rýchlejšie spracovanie údajov pre všetkých",
            "Slovak",
        ),
        (
            "V članku predstavljamo novo metodo, ki omogoča hitrejšo obdelavo podatkov kot prej, in tudi kodo",
            "Slovenian",
        ),
        (
            "U ovom radu predstavljamo novu metodu koja omogućuje bržu obradu podataka i koja je dostupna svima",
            "Croatian",
        ),
        ("У овом раду представљамо нову методу која омогућује бржу обраду података", "Serbian"),
        ("В тази статия представяме нов метод, който е по-бърз и със който се обработват данните", "Bulgarian"),
        ("У гэтай працы мы прапануем новы метад, які ўлічвае асаблівасці беларускай мовы", "Belarusian"),
        ("Бұл жұмыста біз қазақ тіліндегі мәтіндерді талдаудың жаңа әдісін ұсынамыз", "Kazakh"),
        (
            "În această lucrare prezentăm o metodă nouă care este mai rapidă și nu are nevoie de date din teren",
            "Romanian",
        ),
        (
            "Ebben a cikkben egy új módszert mutatunk be, amely gyorsabb, mint a korábbiak, és nem igényel adatokat",
            "Hungarian",
        ),
        (
            "Tässä työssä esitetään uusi menetelmä, joka on nopeampi kuin aiemmat ja jota voidaan käyttää myös muualla",
            "Finnish",
        ),
        ("Selles töös esitame uue meetodi, mis on kiirem kui varasemad ja mida võib kasutada ka mujal", "Estonian"),
        ("Šajā darbā mēs piedāvājam jaunu metodi, kas ir ātrāka un kuru var izmantot arī citur", "Latvian"),
        ("Šiame darbe pristatomas naujas metodas, kuris yra greitesnis ir kurį galima naudoti kitur", "Lithuanian"),
        ("I denne artikel præsenterer vi en ny metode, som er hurtigere og ikke kræver data fra brugeren", "Danish"),
        ("Í þessari grein er kynnt ný aðferð sem er hraðari og þarf ekki gögn frá notendum", "Icelandic"),
        ("Σε αυτή την εργασία παρουσιάζουμε μια νέα μέθοδο", "Greek"),
        ("במאמר זה אנו מציגים שיטה חדשה לניתוח טקסטים", "Hebrew"),
        ("اس مقالے میں ہم اردو متن کے تجزیے کا ایک نیا طریقہ پیش کرتے ہیں", "Urdu"),
        ("இந்த ஆய்வில் புதிய முறை ஒன்றை முன்வைக்கிறோம்", "Tamil"),
        ("ఈ పరిశోధనలో మేము కొత్త పద్ధతిని ప్రతిపాదిస్తున్నాము", "Telugu"),
        ("ใน งานวิจัยนี้เราเสนอวิธีใหม่สำหรับการวิเคราะห์ข้อความ", "Thai"),
        (
            "En aquest article presentem un mètode nou per a l'anàlisi dels textos en català, que és més ràpid",
            "Catalan",
        ),
        ("Katika utafiti huu tunawasilisha mbinu mpya ya kuchambua matini ya Kiswahili kwa watu wote", "Swahili"),
        (
            "Bu işdə biz mətnlərin təhlili üçün yeni üsul təklif edirik və onun digər üsullarla müqayisəsini veririk",
            "Azerbaijani",
        ),
        ("Ushbu maqolada biz matnlarni tahlil qilish uchun yangi usul va uning boshqa usullar bilan qiyosi", "Uzbek"),
        (
            f"{'Ngiyabonga kakhulu ngosizo lwakho namuhla ekuseni lapho sifike khona ekhaya. ' * 3}",
            "a language that was not recognised",
        ),
    ],
)
def test_a_language_that_is_not_read_is_named(text: str, name: str) -> None:
    """So that its papers are not mistaken for papers without a claim about code."""
    assert identify_languages(text).unread == name
    reading = read(Paper(id="x", title="", abstract=f"{text} https://github.com/lab/tool"))
    assert reading.unread == name
    assert [link.url for link in reading.links] == ["https://github.com/lab/tool"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "42",
        "We study parsing.",
        "Code: https://github.com/lab/tool",
        "α-synuclein and β-amyloid in the brain.",
        "naïve Bayes",
        "De kosten van het model of de snelheid ervan worden in deze studie niet onderzocht, maar wel genoemd.",
        "We use the Łojasiewicz inequality of Kurdyka and the Šidák correction of Dvořák and Nguyễn Văn Đức.",
        "Рассматривается уязвимость исходного кода программ на языке Си.",
        "Disponibilidad: https://github.com/lab/tool",
    ]
    + [sentence for _, _, sentence in ROWS[::7]],
)
def test_a_language_that_is_read_is_not_named(text: str) -> None:
    """Nor is a text in no language."""
    assert identify_languages(text).unread is None


def test_an_abstract_may_hold_two_languages() -> None:
    """Each sentence is read in its own language."""
    text = (
        "We propose a new parser. The code is available at https://github.com/lab/tool. "
        "Nous proposons un nouvel analyseur. Les données sont disponibles à l'adresse https://lab.github.io/page."
    )
    assert claims(text) == ["code+U", "data+P"]


WORDS = st.sampled_from([word for _, _, sentence in ROWS for word in re.findall(r"\w+|\W", sentence)])


@given(st.lists(WORDS, max_size=60).map("".join) | st.lists(WORDS, max_size=40).map(" ".join))
def test_any_text_is_read(text: str) -> None:
    """Links and claims are consistent in every mixture of languages."""
    reading = read(Paper(id="x", title="", abstract=text))
    urls = {link.url for link in reading.links}
    assert all(claim.url is None or claim.url in urls for claim in reading.claims)
    assert all(claim.sentence for claim in reading.claims)


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.name)
def test_words_in_any_order_are_read(language: Language) -> None:
    """With headings and cues; links and claims are consistent."""
    own = [word for _, sentence in sentences(language) for word in re.findall(r"\w+|\W", sentence)]
    nouns = [f"{noun}: " for noun in language.availability.split("|")]
    words = st.sampled_from([*own, *language.telling, *nouns, "https://a.org/x ", "\n\n", "("])

    @given(st.lists(words, max_size=50).map("".join) | st.lists(words, max_size=40).map(" ".join))
    def holds(text: str) -> None:
        reading = read(Paper(id="x", title="SONG: x", abstract=text))
        urls = {link.url for link in reading.links}
        assert all(claim.url is None or claim.url in urls for claim in reading.claims)
        assert all(claim.sentence for claim in reading.claims)

    holds()


@pytest.mark.parametrize(
    ("before", "unit", "after"),
    [
        ("コードは", "（歌）", "公開の。"),
        ("コードは", "歌を", "公開の。"),
        ("코드는 ", "（노래） ", "공개의."),
        ("코드는 ", "노래를 ", "공개의."),
        ("我们", "（歌）", "发布的。"),
        ("Мы представляем ", "код и ", "песни."),
    ],
)
def test_what_stands_before_a_predicate_is_read_in_linear_time(before: str, unit: str, after: str) -> None:
    """A word is a part of what precedes a predicate in one way only."""
    assert_linear(
        claims,
        lambda size: before + unit * (size // len(unit)) + after,
        size=1500,
    )


def test_symbols_and_foreign_names_do_not_change_the_language() -> None:
    """An English abstract is recognised by its frequent words, without counting those of every language."""
    plain = "The width of the beam and the height of the particles are given. " * 8
    english = f"The decay of the α and β lines of de Vries and others is shown. {plain}"
    assert [language.name for language in identify_languages(english).languages] == ["English"]
    both = f"{english} {'Der Code ist frei verfügbar und die Daten werden von der Gruppe veröffentlicht. ' * 3}"
    assert {language.name for language in identify_languages(both).languages} >= {"English", "German"}


def test_short_english_text_needs_no_other_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the word lists of nine languages would take a tenth of `linkscan extract`."""

    def fail() -> None:
        raise AssertionError

    monkeypatch.setattr(identify, "languages_read", fail)
    monkeypatch.setattr(identify, "_signs", fail)
    assert identify_languages("We present a tool. Code is available at https://a.org/b.").unread is None
    text = "Songs and choirs are usually studied apart. We train one singer to do both and show that it is possible."
    assert identify_languages(text).unread is None


def test_script_sharing_first_bytes_with_latin_letters_is_identified() -> None:
    """Georgian is next to the Latin letters of Vietnamese in Unicode."""
    assert identify_languages("ჩვენი კოდი ხელმისაწვდომია საჯაროდ ამ მისამართზე").unread == "Georgian"
