"""Papers as text: links and claims refer to addresses and sentences of the text."""

from linkscan.models import Asset, Paper, Stance
from linkscan.text import read
from linkscan.text.languages import languages_read
from linkscan.urls import parse_url
from tests.fuzz.bounds import in_time, stretched

SEEDS = tuple(
    text.encode()
    for text in (
        "A Tool\nCode is available at https://github.com/lab/tool.",
        "A Tool\nOur code and models will be released at github . com/lab/\ntool upon acceptance.",
        "T\nSee \\url{https://a.org/~x_y} and [page](http://b.org/(x)), doi:10.1000/182.",
        "T\nWeights: huggingface.co/lab/model; data: huggingface.co/datasets/x/y; code: `pip install tool`.",
        "T\nhttps : //www.lab-\ngroup.io/a?b=c#d, hxxps://evil[.]org and <https://c.org>). We release none of it.",
        "T\nDemo at http://localhost:8000/ and ftp://d.org/x.zip and \u202ehttps://xn--bcher-kva.de/\u200b.",
        "T\n代码和数据集已公开于https://github.com/a/b。我们将开源模型。",
        "T\nコードは https://github.com/a/b で公開しています。データは公開予定である。",
        "T\n코드는 https://github.com/a/b에서 이용할 수 있다. 데이터를 공개할 예정이다.",
        "T\nLe code est disponible à l'adresse https://github.com/a/b. Nous publierons les données.",
        "T\nWir stellen den Code unter https://github.com/a/b zur Verfügung. Die Daten werden veröffentlicht.",
        "T\nEl código está disponible en https://github.com/a/b. Se publicará el corpus.",
        "T\nO código está disponível em https://github.com/a/b. Disponibilizaremos os dados.",
        "T\nIl codice è disponibile su https://github.com/a/b. Pubblicheremo i dati.",
        "T\nКод доступен по адресу https://github.com/a/b. Данные будут опубликованы.",
        "T\n<h4>Availability</h4>git@github.com:a/b.git, ftp://a.org/x &lt;https://b.org/&gt; _https://c.org/x_",
        "\x1bT\nWe will \x1bmake our code publicly available at http://\x1b.",
        "\x1bT\n\x1bhttps://a.b/\x1b",
        "\x1bT\n\x1bcode, \x1b",
    )
)
WORDS = tuple(
    word.encode()
    for word in (
        *(
            "http://",
            "https://",
            "www.",
            "github.com/",
            "huggingface.co/",
            ".github.io",
            "doi:",
            "\\url{",
            "](",
            "<a href=",
        ),
        *(
            "code",
            "model",
            "dataset",
            "demo",
            "weights",
            "available",
            "released",
            "will be",
            "upon acceptance",
            "soon",
            "our",
        ),
        *(
            "\u200b",
            "\u00ad",
            "\u2010",
            "\ufb01",
            "\u0130\u0130\u0130",
            "\u202c",
            "[.]",
            "{-}",
            "\\_",
            "\\~{}",
            "%7E",
            ". ",
            ".\n",
            "-\n",
            ")",
            "}",
            "&amp;",
        ),
        *("Code is available at ", "We release ", "not ", "e.g.", "et al."),
        *(f"{word} " for language in languages_read() for word in (*language.telling, *sorted(language.signs)[:60])),
        *(f"\n{noun}: " for language in languages_read() for noun in language.availability.split("|") if noun),
    )
)


def attack(data: bytes) -> None:
    """Read a paper whose title is the first line; bytes that are no UTF-8 become lone surrogates."""
    title, _, abstract = stretched(data).decode("utf-8", "surrogateescape").partition("\n")
    with in_time(len(title) + len(abstract)):
        reading = read(Paper(id="1", title=title, abstract=abstract))
    urls = {link.url for link in reading.links}
    assert len(urls) == len(reading.links)
    for link in reading.links:
        address = parse_url(link.url)
        assert address is not None, link.url
        assert address.scheme in ("http", "https", "ftp", "sftp", "ssh", "git"), link.url
        assert link.raw
        assert all(link.repairs)
    for claim in reading.claims:
        assert isinstance(claim.asset, Asset)
        assert isinstance(claim.stance, Stance)
        assert claim.url is None or claim.url in urls
        assert claim.sentence
