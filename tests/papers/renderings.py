"""A dozen papers as each producer writes them, in some fifty kinds of file."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import yaml

from tests.papers.documents import workbook


@dataclass(frozen=True)
class Work:
    """A paper independent of formats, with titles also as HTML and TeX."""

    key: str
    title: str
    year: int
    month: int
    day: int
    authors: tuple[str, ...]
    venue: str
    abstract: str = ""
    doi: str = ""
    arxiv: str = ""
    html: str = ""
    tex: str = ""

    @property
    def date(self) -> str:
        """Return the day as ISO 8601."""
        return f"{self.year}-{self.month:02}-{self.day:02}"

    @property
    def marked(self) -> str:
        """Return the title as HTML."""
        return self.html or escape(self.title, quote=False)

    @property
    def typeset(self) -> str:
        """Return the title as TeX."""
        return self.tex or self.title

    @property
    def any_doi(self) -> str:
        """Return the journal's DOI, else arXiv's."""
        return self.doi or (f"10.48550/arXiv.{self.arxiv}" if self.arxiv else "")

    @property
    def url(self) -> str:
        """Return the address of the paper, if it has a DOI."""
        return f"https://doi.org/{self.any_doi}" if self.any_doi else ""


_FLOWS = (
    "We study the stability of slow flows in narrow channels whose walls give way under the pressure of the fluid. "
    "A functional is constructed that decreases along every solution"
)
WORKS = (
    Work(
        *("okafor2023lantern", "Lantern: Reading Charts by Late Interaction", 2023, 1, 2),
        authors=("Okafor, Ada", "Lindqvist, Per"),
        venue="arXiv",
        arxiv="2301.00817",
        abstract="We present Lantern, a small model that reads charts by late interaction between marks and labels. "
        "It is trained on synthetic charts alone, and reaches the accuracy of models that are thirty times larger.",
    ),
    Work(
        *("moreau2022tides", "Learned Tides and the Forecasting of Coastal Floods", 2022, 6, 14),
        authors=("Moreau, Jeanne",),
        venue="Journal of Coastal Computing",
        doi="10.1234/JCC.2022.17",
        arxiv="2112.04433",
        abstract="Coastal floods are forecast from the records of tide gauges by a network that knows the harmonic "
        "constituents. On forty years of data the error of the highest water is halved. Code accompanies the article.",
    ),
    Work(
        *("weiss2021raeume", "Über schwach β-hyperbolische Räume", 2021, 3, 9),
        authors=("Weiß, Jürgen",),
        venue="Mathematische Blätter",
        doi="10.1234/mb-2021.0009",
        html="Über schwach <i>β</i>-hyperbolische Räume",
        tex=r"{\"U}ber schwach $\beta$-hyperbolische R{\"a}ume",
        abstract="Wir untersuchen Räume, deren Krümmung in einem schwachen Sinn negativ ist, und zeigen, dass ihre "
        "Isometriegruppen keine unendlichen Torsionsuntergruppen enthalten, sobald eine Schranke erfüllt wird.",
    ),
    Work(
        *("sato2020water", "Adsorption of H2O on stepped TiO2 surfaces & its kinetics", 2020, 11, 30),
        authors=("Sato, Mei", "Nguyen, Linh"),
        venue="Surface Letters",
        doi="10.1234/s(0)00412-x",
        html="Adsorption of H<sub>2</sub>O on stepped TiO<sub>2</sub> surfaces &amp; its kinetics",
        tex=r"Adsorption of {H$_2$O} on stepped {TiO$_2$} surfaces \& its kinetics",
        abstract="Water splits on steps of rutile at temperatures at which terraces are inert. We follow single "
        "molecules by scanning tunnelling microscopy and explain the rates by density functional calculations.",
    ),
    Work(
        *("ruiz2019survey", "A Survey of Graph Methods", 2019, 5, 1),
        authors=("Ruiz, Carmen",),
        venue="Computing Reviews Quarterly",
        doi="10.1234/crq.2019.3",
        abstract="Spectral clustering, belief propagation and random walks are reviewed from the standpoint of "
        "combinatorial optimisation, with an emphasis on guarantees of approximation and on lower bounds.",
    ),
    Work(
        *("ito2023survey", "A Survey of Graph Methods", 2023, 8, 21),
        authors=("Ito, Ken",),
        venue="Networks in Medicine",
        doi="10.1234/nim.2023.77",
        abstract="Hospitals hold records whose relations matter more than the records do. This review collects how "
        "message passing was used for diagnosis, drug repurposing and the planning of wards since 2017.",
    ),
    Work(
        *("haas2018flows1", "Stable flows in soft channels. Part I: Theory", 2018, 2, 5),
        authors=("Haas, Ute",),
        venue="Fluids and Walls",
        doi="10.1234/fw.2018.001",
        abstract=f"{_FLOWS}, and existence for all times follows. Experiments are left to the second part.",
    ),
    Work(
        *("haas2018flows2", "Stable flows in soft channels. Part II: Experiments", 2018, 2, 26),
        authors=("Haas, Ute",),
        venue="Fluids and Walls",
        doi="10.1234/fw.2018.002",
        abstract=f"{_FLOWS}; here its decrease is measured in tubes of silicone with three fluids.",
    ),
    Work(
        *("haas2019corrigendum", "Corrigendum to “Stable flows in soft channels. Part I: Theory”", 2019, 1, 15),
        authors=("Haas, Ute",),
        venue="Fluids and Walls",
        doi="10.1234/fw.2019.004",
    ),
    Work(
        *("fw2021editorial", "Editorial", 2021, 1, 4),
        authors=("Haas, Ute",),
        venue="Fluids and Walls",
        doi="10.1234/fw.2021.000",
    ),
    Work(
        *("fw2022editorial", "Editorial", 2022, 1, 3),
        authors=("Haas, Ute",),
        venue="Fluids and Walls",
        doi="10.1234/fw.2022.000",
    ),
    Work(
        *(
            "demir2024names",
            "What's in a name? Matching Turkish surnames across registers: a rule-based method",
            2024,
            7,
            1,
        ),
        authors=("Demir, Elif", "O'Neill, Siobhán"),
        venue="Workshop on Records",
        abstract="Surnames were made by law in 1934 and spelled by clerks. We match the registers of three provinces "
        "by rules for vowels and for the dotless letter, and publish the rules with a list of the matches.",
    ),
)

Render = Callable[[Sequence[Work]], bytes]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _joined(parts: Sequence[str], between: str = "") -> bytes:
    return between.join(parts).encode()


def _present(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value not in ("", None, [])}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _lines(records: Sequence[Mapping[str, object]]) -> bytes:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records).encode()


def _names(work: Work) -> list[str]:
    return [" ".join(reversed(name.split(", "))) for name in work.authors]


def _in_arxiv(works: Sequence[Work]) -> list[Work]:
    return [work for work in works if work.arxiv]


def _with_doi(works: Sequence[Work]) -> list[Work]:
    return [work for work in works if work.any_doi]


def _with_abstract(works: Sequence[Work]) -> list[Work]:
    return [work for work in works if work.abstract]


def bibtex(works: Sequence[Work]) -> bytes:
    """Zotero's and others' BibTeX, with DOI and abstract."""

    def entry(work: Work) -> str:
        told = _present(
            title="{" + work.typeset + "}",
            author=" and ".join(work.authors),
            journal=work.venue,
            year=str(work.year),
            month=_MONTHS[work.month - 1],
            doi=work.any_doi.replace("_", r"\_"),
            abstract=work.abstract,
        )
        fields = "".join(f"\t{k} = {v if k == 'month' else '{' + str(v) + '}'},\n" for k, v in told.items())
        return f"@article{{{work.key},\n{fields}}}\n"

    return _joined([entry(work) for work in works], "\n")


def scholar(works: Sequence[Work]) -> bytes:
    """Google Scholar's BibTeX: neither abstract nor DOI."""
    works = [work for work in works if work.title != "Editorial"]
    return _joined(
        [
            f"@article{{{work.key},\n  title={{{work.typeset}}},\n  author={{{' and '.join(work.authors)}}},\n"
            f"  journal={{{f'arXiv preprint arXiv:{work.arxiv}' if work.arxiv and not work.doi else work.venue}}},\n"
            f"  year={{{work.year}}}\n}}\n"
            for work in works
        ],
        "\n",
    )


def biblatex(works: Sequence[Work]) -> bytes:
    """Better BibLaTeX: `date`, `eprint`, addresses of DOIs."""
    return _joined(
        [
            f"@article{{{work.key},\n  title = {{{work.typeset}}},\n  author = {{{' and '.join(work.authors)}}},\n"
            f"  date = {{{work.date}}},\n  journaltitle = {{{work.venue}}},\n"
            + (f"  eprint = {{{work.arxiv}}},\n  eprinttype = {{arxiv}},\n" if work.arxiv else "")
            + (f"  url = {{{work.url}}},\n" if work.url else "")
            + (f"  abstract = {{{work.abstract}}},\n" if work.abstract else "")
            + "}\n"
            for work in works
        ],
        "\n",
    )


def ris(works: Sequence[Work]) -> bytes:
    """RIS as Zotero writes it."""
    return "".join(
        f"TY  - JOUR\r\nTI  - {work.title}\r\n{''.join(f'AU  - {name}{chr(13)}{chr(10)}' for name in work.authors)}"
        f"T2  - {work.venue}\r\nDA  - {work.date.replace('-', '/')}\r\nPY  - {work.year}\r\n"
        + (f"DO  - {work.any_doi}\r\n" if work.any_doi else "")
        + (f"UR  - https://arxiv.org/abs/{work.arxiv}v2\r\n" if work.arxiv else "")
        + (f"AB  - {work.abstract}\r\n" if work.abstract else "")
        + "ER  - \r\n\r\n"
        for work in works
    ).encode()


def nbib(works: Sequence[Work]) -> bytes:
    """PubMed's tagged format: titles end in a stop, long lines are wrapped."""

    def wrapped(tag: str, text: str) -> str:
        lines, line = [], f"{tag:4}-"
        for word in text.split():
            if len(line) + len(word) > 85:
                lines.append(line)
                line = "     "
            line += f" {word}"
        return "\n".join([*lines, line]) + "\n"

    return _joined(
        [
            wrapped("PMID", str(30_000_000 + WORKS.index(work)))
            + wrapped("DP", f"{work.year} {_MONTHS[work.month - 1].title()} {work.day}")
            + wrapped("TI", work.title.rstrip("?") + ".")
            + (wrapped("LID", f"{work.any_doi} [doi]") if work.any_doi else "")
            + (wrapped("AB", work.abstract) if work.abstract else "")
            + "".join(wrapped("FAU", name) for name in work.authors)
            + wrapped("JT", work.venue)
            + wrapped("SO", f"{work.venue}. {work.year}.")
            for work in works
        ],
        "\n",
    )


def enw(works: Sequence[Work]) -> bytes:
    """EndNote's tagged format."""
    return _joined(
        [
            f"%0 Journal Article\n%T {work.title}\n"
            + "".join(f"%A {name}\n" for name in work.authors)
            + f"%J {work.venue}\n%D {work.year}\n"
            + (f"%R doi:{work.any_doi}\n" if work.any_doi else "")
            + (f"%X {work.abstract}\n" if work.abstract else "")
            for work in works
        ],
        "\n",
    )


def wos(works: Sequence[Work]) -> bytes:
    """Web of Science's tagged format."""
    return (
        "FN Clarivate Analytics Web of Science\nVR 1.0\n"
        + "".join(
            f"PT J\nAU {chr(10).join(work.authors).replace(chr(10), chr(10) + '   ')}\nTI {work.title}\n"
            f"SO {work.venue.upper()}\n"
            + (f"AB {work.abstract}\n" if work.abstract else "")
            + f"PD {_MONTHS[work.month - 1].upper()} {work.day}\nPY {work.year}\n"
            + (f"DI {work.any_doi}\n" if work.any_doi else "")
            + f"UT WOS:0001234567{WORKS.index(work):05}\nER\n\n"
            for work in works
        )
        + "EF\n"
    ).encode()


def wos_tab(works: Sequence[Work]) -> bytes:
    """Web of Science's table."""
    rows = [["PT", "AU", "TI", "SO", "AB", "PY", "DI", "UT"]]
    rows += [
        [
            *("J", "; ".join(work.authors), work.title, work.venue, work.abstract, str(work.year), work.any_doi),
            f"WOS:0001234567{WORKS.index(work):05}",
        ]
        for work in works
    ]
    return "\ufeff".encode() + "\r\n".join("\t".join(row) for row in rows).encode()


def ovid(works: Sequence[Work]) -> bytes:
    """Ovid's citations."""
    return _joined(
        [
            f"<{number}>\nUnique Identifier\n  {30_000_000 + WORKS.index(work)}\nTitle\n  {work.title}.\n"
            f"Source\n  {work.venue}. 12(3):1-9, {work.year} {_MONTHS[work.month - 1].title()}.\n"
            f"Authors\n  {'; '.join(work.authors)}\n"
            + (f"Digital Object Identifier\n  https://dx.doi.org/{work.any_doi}\n" if work.any_doi else "")
            + (f"Abstract\n  {work.abstract}\n" if work.abstract else "")
            + f"Year of Publication\n  {work.year}\n"
            for number, work in enumerate(works, 1)
        ],
        "\n",
    )


def refworks(works: Sequence[Work]) -> bytes:
    """RefWorks' tagged format."""
    return _joined(
        [
            f"RT Journal Article\nSR Electronic(1)\nA1 {work.authors[0]}\nT1 {work.title}\nJF {work.venue}\n"
            f"YR {work.year}\n"
            + (f"AB {work.abstract}\n" if work.abstract else "")
            + (f"DO {work.any_doi}\n" if work.any_doi else "")
            + "LK http://example.org\n"
            for work in works
        ],
        "\n",
    )


def note_express(works: Sequence[Work]) -> bytes:
    """NoteExpress' format, as CNKI writes it."""
    return _joined(
        [
            f"{{Reference Type}}: Journal Article\n{{Title}}: {work.title}\n{{Author}}: {work.authors[0]}\n"
            f"{{Journal}}: {work.venue}\n{{Year}}: {work.year}\n"
            + (f"{{Abstract}}: {work.abstract}\n" if work.abstract else "")
            + (f"{{DOI}}: {work.any_doi}\n" if work.any_doi else "")
            for work in works
        ],
        "\n",
    )


def _table(works: Sequence[Work], columns: Mapping[str, Callable[[Work], object]], sign: str = ",") -> bytes:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=sign)
    rows.writerow(columns)
    rows.writerows([str(each(work)) for each in columns.values()] for work in works)
    return out.getvalue().encode()


def table(works: Sequence[Work]) -> bytes:
    """A handmade table."""
    return _table(
        works,
        {
            "Title": lambda work: work.title,
            "Authors": lambda work: ", ".join(_names(work)),
            "Year": lambda work: work.year,
            "DOI": lambda work: work.any_doi and f"https://doi.org/{work.any_doi}",
            "Abstract": lambda work: work.abstract,
        },
    )


def semicolons(works: Sequence[Work]) -> bytes:
    """Excel's table in most of Europe."""
    return b"sep=;\r\n" + _table(
        works,
        {
            "title": lambda work: work.title,
            "doi": lambda work: work.any_doi and f"DOI: {work.any_doi}",
            "date": lambda work: f"{work.day}/{work.month}/{work.year}",
            "year": lambda work: work.year,
            "abstract": lambda work: work.abstract,
        },
        ";",
    )


def scopus(works: Sequence[Work]) -> bytes:
    """Scopus' table."""
    return _table(
        works,
        {
            "Authors": lambda work: "; ".join(work.authors),
            "Title": lambda work: work.marked.replace("sub>", "inf>"),
            "Year": lambda work: work.year,
            "Source title": lambda work: work.venue,
            "DOI": lambda work: work.any_doi,
            "Link": lambda work: f"https://www.scopus.com/inward/record.uri?eid=2-s2.0-{WORKS.index(work)}",
            "Abstract": lambda work: work.abstract or "[No abstract available]",
            "Document Type": lambda work: "Article",
            "EID": lambda work: f"2-s2.0-{WORKS.index(work)}",
        },
    )


def ieee(works: Sequence[Work]) -> bytes:
    """IEEE Xplore's table."""
    return _table(
        works,
        {
            "Document Title": lambda work: work.title,
            "Authors": lambda work: "; ".join(_names(work)),
            "Publication Title": lambda work: work.venue,
            "Publication Year": lambda work: work.year,
            "Abstract": lambda work: work.abstract,
            "DOI": lambda work: work.any_doi,
            "PDF Link": lambda work: f"https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber={WORKS.index(work)}",
        },
    )


def zotero_table(works: Sequence[Work]) -> bytes:
    """Zotero's table."""
    return _table(
        works,
        {
            "Key": lambda work: f"ZK{WORKS.index(work):06}",
            "Item Type": lambda work: "journalArticle",
            "Publication Year": lambda work: work.year,
            "Title": lambda work: work.marked,
            "DOI": lambda work: work.doi,
            "Url": lambda work: f"http://arxiv.org/abs/{work.arxiv}" if work.arxiv else "",
            "Abstract Note": lambda work: work.abstract,
            "Date": lambda work: work.date,
            "Extra": lambda work: f"arXiv:{work.arxiv} [cs]" if work.arxiv else "",
        },
    )


def openreview_table(works: Sequence[Work]) -> bytes:
    """The table of OpenReview's console; without dates."""
    return _table(
        _with_abstract(works),
        {
            "number": lambda work: WORKS.index(work) + 1,
            "forum": lambda work: f"https://openreview.net/forum?id=fOrUm{WORKS.index(work):04}",
            "title": lambda work: work.title,
            "abstract": lambda work: work.abstract,
            "decision": lambda work: "Accept",
        },
    )


def plain_lines(works: Sequence[Work]) -> bytes:
    """JSON Lines with plain names."""
    return _lines(
        [
            _present(title=w.title, abstract=w.abstract, doi=w.any_doi.upper(), year=w.year, arxiv_id=w.arxiv)
            for w in works
        ]
    )


def arxiv_lines(works: Sequence[Work]) -> bytes:
    """ArXiv's metadata, of Kaggle."""
    return _lines(
        [
            {
                "id": work.arxiv,
                "authors": ", ".join(_names(work)),
                "title": work.typeset.replace(" and", "\n  and"),
                "comments": None,
                "journal-ref": work.venue,
                "doi": work.doi or None,
                "abstract": f"  {work.abstract}\n",
                "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
                "update_date": "2025-11-26",
                "authors_parsed": [],
            }
            for work in _in_arxiv(works)
        ]
    )


def csl(works: Sequence[Work]) -> bytes:
    """CSL-JSON."""
    return _json(
        [
            {
                "id": work.key,
                "type": "article-journal",
                "issued": {"date-parts": [[work.year, work.month, work.day]]},
            }
            | _present(
                title=work.marked,
                DOI=work.any_doi,
                abstract=work.abstract,
                **{"container-title": work.venue},
            )
            for work in works
        ]
    )


def csl_yaml(works: Sequence[Work]) -> bytes:
    """CSL YAML, as Pandoc writes it."""
    text: str = yaml.safe_dump({"references": json.loads(csl(works))}, allow_unicode=True, sort_keys=False)
    return text.encode()


def crossref(works: Sequence[Work]) -> bytes:
    """Crossref's answer: lists, JATS, DOIs in small letters."""
    return _json(
        {
            "status": "ok",
            "message": {
                "items": [
                    {
                        "DOI": work.doi.lower(),
                        "title": [work.marked],
                        "container-title": [work.venue],
                        "issued": {"date-parts": [[work.year, work.month]]},
                        "type": "journal-article",
                        "URL": f"http://dx.doi.org/{work.doi.lower()}",
                    }
                    | _present(abstract=work.abstract and f"<jats:p>{escape(work.abstract, quote=False)}</jats:p>")
                    for work in works
                    if work.doi
                ]
            },
        }
    )


def datacite(works: Sequence[Work]) -> bytes:
    """DataCite's answer; arXiv's DOIs are its own."""
    return _json(
        {
            "data": [
                {
                    "id": work.any_doi.lower(),
                    "type": "dois",
                    "attributes": {
                        "doi": work.any_doi.lower(),
                        "titles": [{"title": work.title}],
                        "publicationYear": work.year,
                        "url": work.url,
                        "descriptions": [{"descriptionType": "Abstract", "description": work.abstract}]
                        if work.abstract
                        else [],
                    },
                }
                for work in _with_doi(works)
            ]
        }
    )


def openalex(works: Sequence[Work]) -> bytes:
    """OpenAlex' answer, with inverted abstracts."""

    def index(text: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, word in enumerate(text.split()):
            found.setdefault(word, []).append(place)
        return found

    return _json(
        {
            "results": [
                {
                    "id": f"https://openalex.org/W40000{WORKS.index(work):05}",
                    "doi": work.url.lower() or None,
                    "title": work.title,
                    "display_name": work.title,
                    "publication_year": work.year,
                    "publication_date": work.date,
                    "ids": {},
                    "abstract_inverted_index": index(work.abstract) if work.abstract else None,
                }
                for work in works
            ]
        }
    )


def europe_pmc(works: Sequence[Work]) -> bytes:
    """Europe PMC's answer."""
    return _json(
        {
            "resultList": {
                "result": [
                    _present(
                        id=str(30_000_000 + WORKS.index(work)),
                        source="MED",
                        pmid=str(30_000_000 + WORKS.index(work)),
                        doi=work.doi,
                        title=f"{work.marked}.",
                        pubYear=str(work.year),
                        abstractText=work.abstract and f"<h4>Background</h4>{escape(work.abstract, quote=False)}",
                        firstPublicationDate=work.date,
                    )
                    for work in works
                ]
            }
        }
    )


def semantic_scholar(works: Sequence[Work]) -> bytes:
    """Semantic Scholar's answer."""
    return _json(
        {
            "data": [
                {
                    "paperId": f"{WORKS.index(work):040x}",
                    "externalIds": _present(DOI=work.any_doi, ArXiv=work.arxiv),
                    "title": work.title,
                    "abstract": work.abstract or None,
                    "year": work.year,
                    "publicationDate": work.date,
                }
                for work in works
            ]
        }
    )


def doaj(works: Sequence[Work]) -> bytes:
    """DOAJ's answer."""
    return _json(
        {
            "results": [
                {
                    "id": f"{WORKS.index(work):032x}",
                    "bibjson": _present(
                        title=work.title,
                        abstract=work.abstract,
                        year=str(work.year),
                        month=str(work.month),
                        identifier=[{"type": "doi", "id": work.doi}],
                        journal={"title": work.venue},
                    ),
                }
                for work in works
                if work.doi
            ]
        }
    )


def inspire(works: Sequence[Work]) -> bytes:
    """INSPIRE's answer."""
    return _json(
        {
            "hits": {
                "hits": [
                    {
                        "id": str(1_000_000 + WORKS.index(work)),
                        "metadata": _present(
                            titles=[{"title": work.typeset}],
                            abstracts=[{"value": work.abstract}] if work.abstract else [],
                            dois=[{"value": work.doi}] if work.doi else [],
                            arxiv_eprints=[{"value": work.arxiv}] if work.arxiv else [],
                            earliest_date=work.date,
                        ),
                    }
                    for work in works
                ]
            }
        }
    )


def ads(works: Sequence[Work]) -> bytes:
    """NASA ADS' answer: days are 00."""
    return _json(
        {
            "response": {
                "docs": [
                    _present(
                        bibcode=f"{work.year}FlW...{WORKS.index(work):05}H",
                        title=[work.marked],
                        abstract=work.abstract,
                        doi=[work.any_doi] if work.any_doi else [],
                        identifier=[f"arXiv:{work.arxiv}"] if work.arxiv else [],
                        pubdate=f"{work.year}-{work.month:02}-00",
                    )
                    for work in works
                ]
            }
        }
    )


def openreview(works: Sequence[Work]) -> bytes:
    """OpenReview's notes of version 2."""
    return _json(
        {
            "notes": [
                {
                    "id": f"fOrUm{WORKS.index(work):04}",
                    "forum": f"fOrUm{WORKS.index(work):04}",
                    "number": WORKS.index(work) + 1,
                    "signatures": [],
                    "content": {
                        "title": {"value": work.typeset},
                        "abstract": {"value": work.abstract},
                        "authors": {"value": _names(work)},
                    },
                }
                for work in _with_abstract(works)
            ]
        }
    )


def hotcrp(works: Sequence[Work]) -> bytes:
    """HotCRP's download."""
    return _json([{"pid": WORKS.index(w) + 1, "title": w.title, "abstract": w.abstract} for w in _with_abstract(works)])


def hugging_face(works: Sequence[Work]) -> bytes:
    """Hugging Face's daily papers."""
    return _json(
        [
            {
                "paper": {
                    "id": work.arxiv,
                    "title": work.title,
                    "summary": work.abstract,
                    "publishedAt": f"{work.date}T00:00:00.000Z",
                    "upvotes": 3,
                },
                "title": work.title,
            }
            for work in _in_arxiv(works)
        ]
    )


def papers_with_code(works: Sequence[Work]) -> bytes:
    """The dump of Papers with Code."""
    return _json(
        [
            {
                "paper_url": f"https://paperswithcode.com/paper/{work.key}",
                "arxiv_id": work.arxiv,
                "title": work.title,
                "abstract": work.abstract,
                "url_abs": f"http://arxiv.org/abs/{work.arxiv}v1",
                "proceeding": None,
                "date": work.date,
                "tasks": [],
            }
            for work in _in_arxiv(works)
        ]
    )


def dblp(works: Sequence[Work]) -> bytes:
    """DBLP's answer: titles end in a stop."""
    return _json(
        {
            "result": {
                "hits": {
                    "hit": [
                        {
                            "@id": str(WORKS.index(work)),
                            "info": _present(
                                key=f"journals/x/{work.key}",
                                title=f"{work.title}.",
                                venue=work.venue,
                                year=str(work.year),
                                doi=work.doi.upper(),
                                ee=work.url,
                            ),
                        }
                        for work in _with_doi(works)
                    ]
                }
            }
        }
    )


def zotero(works: Sequence[Work]) -> bytes:
    """Better BibTeX's JSON."""
    return _json(
        {
            "items": [
                _present(
                    itemType="journalArticle",
                    citationKey=work.key,
                    itemKey=f"ZK{WORKS.index(work):06}",
                    title=work.marked,
                    abstractNote=work.abstract,
                    DOI=work.doi,
                    url=f"https://arxiv.org/abs/{work.arxiv}" if work.arxiv else "",
                    date=work.date,
                )
                for work in works
            ]
        }
    )


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def atom(works: Sequence[Work]) -> bytes:
    """The answer of arXiv's API."""
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{work.arxiv}v1</id><title>{escape(work.typeset)}</title>"
        f"<summary>  {escape(work.abstract)}\n</summary><published>{work.date}T12:00:00Z</published>"
        + (f'<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{work.doi}</arxiv:doi>' if work.doi else "")
        + "</entry>"
        for work in _in_arxiv(works)
    )
    return f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id>{entries}</feed>'.encode()


def rss(works: Sequence[Work]) -> bytes:
    """ArXiv's listing as RSS."""
    items = "".join(
        f"<item><title>{escape(work.title)}</title><link>https://arxiv.org/abs/{work.arxiv}</link>"
        f"<description>arXiv:{work.arxiv}v3 Announce Type: replace\nAbstract: {escape(work.abstract)}</description>"
        f'<guid isPermaLink="false">oai:arXiv.org:{work.arxiv}v3</guid></item>'
        for work in _in_arxiv(works)
    )
    return f'{_XML}<rss version="2.0"><channel><title>cs updates</title>{items}</channel></rss>'.encode()


def oai(works: Sequence[Work]) -> bytes:
    """ArXiv's OAI-PMH."""
    records = "".join(
        f"<record><header><identifier>oai:arXiv.org:{work.arxiv}</identifier></header><metadata>"
        f'<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{work.arxiv}</id><created>{work.date}</created>'
        f"<title>{escape(work.typeset)}</title>"
        + (f"<doi>{work.doi}</doi>" if work.doi else "")
        + f"<abstract>{escape(work.abstract)}</abstract></arXiv></metadata></record>"
        for work in _in_arxiv(works)
    )
    space = 'xmlns="http://www.openarchives.org/OAI/2.0/"'
    return f"{_XML}<OAI-PMH {space}><ListRecords>{records}</ListRecords></OAI-PMH>".encode()


def oai_dc(works: Sequence[Work]) -> bytes:
    """A repository's OAI-PMH in Dublin Core."""
    records = "".join(
        f"<record><header><identifier>oai:repo.example.org:{WORKS.index(work)}</identifier></header><metadata>"
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(work.title)}</dc:title><dc:date>{work.date}</dc:date>"
        + (f"<dc:description>{escape(work.abstract)}</dc:description>" if work.abstract else "")
        + f"<dc:identifier>https://doi.org/{work.any_doi}</dc:identifier></oai_dc:dc></metadata></record>"
        for work in _with_doi(works)
    )
    space = 'xmlns="http://www.openarchives.org/OAI/2.0/"'
    return f"{_XML}<OAI-PMH {space}><ListRecords>{records}</ListRecords></OAI-PMH>".encode()


def pubmed(works: Sequence[Work]) -> bytes:
    """PubMed's XML."""
    articles = "".join(
        f"<PubmedArticle><MedlineCitation><PMID>{30_000_000 + WORKS.index(work)}</PMID><Article><Journal><JournalIssue>"
        f"<PubDate><Year>{work.year}</Year><Month>{_MONTHS[work.month - 1].title()}</Month></PubDate></JournalIssue>"
        f"<Title>{work.venue}</Title></Journal><ArticleTitle>{work.marked}.</ArticleTitle>"
        + (f"<Abstract><AbstractText>{escape(work.abstract)}</AbstractText></Abstract>" if work.abstract else "")
        + "</Article></MedlineCitation><PubmedData><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{30_000_000 + WORKS.index(work)}</ArticleId>'
        + (f'<ArticleId IdType="doi">{work.doi}</ArticleId>' if work.doi else "")
        + "</ArticleIdList></PubmedData></PubmedArticle>"
        for work in works
    )
    return f"{_XML}<PubmedArticleSet>{articles}</PubmedArticleSet>".encode()


def endnote_xml(works: Sequence[Work]) -> bytes:
    """EndNote's XML: every text is styled."""

    def styled(text: str) -> str:
        return f'<style face="normal" font="default" size="100%">{escape(text)}</style>'

    records = "".join(
        f'<record><ref-type name="Journal Article">17</ref-type><titles><title>{styled(work.title)}</title>'
        f"<secondary-title>{styled(work.venue)}</secondary-title></titles>"
        f"<dates><year>{styled(str(work.year))}</year></dates>"
        + (f"<abstract>{styled(work.abstract)}</abstract>" if work.abstract else "")
        + (f"<electronic-resource-num>{styled(work.any_doi)}</electronic-resource-num>" if work.any_doi else "")
        + "</record>"
        for work in works
    )
    return f"{_XML}<xml><records>{records}</records></xml>".encode()


def acl(works: Sequence[Work]) -> bytes:
    """The ACL Anthology's XML: of papers with abstracts."""
    volumes = "".join(
        f'<volume id="{number}"><meta><booktitle>{work.venue}</booktitle><year>{work.year}</year></meta>'
        f'<paper id="1"><title>{work.marked}</title><abstract>{escape(work.abstract)}</abstract>'
        + (f"<doi>{work.doi}</doi>" if work.doi else "")
        + f"<url>{work.year}.example-{number}.1</url></paper></volume>"
        for number, work in enumerate(_with_abstract(works), 1)
    )
    return f'{_XML}<collection id="2024.example">{volumes}</collection>'.encode()


def jats(works: Sequence[Work]) -> bytes:
    """JATS, one article after the other."""
    return "".join(
        f"{_XML}<article><front><journal-meta><journal-title>{work.venue}</journal-title></journal-meta><article-meta>"
        f'<article-id pub-id-type="doi">{work.doi}</article-id><title-group><article-title>'
        f"{work.marked.replace('i>', 'italic>')}</article-title></title-group>"
        f"<pub-date><day>{work.day}</day><month>{work.month}</month><year>{work.year}</year></pub-date>"
        + (f"<abstract><p>{escape(work.abstract)}</p></abstract>" if work.abstract else "")
        + "</article-meta></front></article>\n"
        for work in works
        if work.doi
    ).encode()


def crossref_xml(works: Sequence[Work]) -> bytes:
    """Crossref's Unixref."""
    records = "".join(
        "<doi_record><crossref><journal><journal_metadata>"
        f"<full_title>{work.venue}</full_title></journal_metadata><journal_article><titles>"
        f"<title>{work.marked}</title></titles><publication_date><year>{work.year}</year></publication_date>"
        + (
            f"<jats:abstract xmlns:jats='x'><jats:p>{escape(work.abstract)}</jats:p></jats:abstract>"
            if work.abstract
            else ""
        )
        + f"<doi_data><doi>{work.doi}</doi><resource>https://example.org/{WORKS.index(work)}</resource></doi_data>"
        "</journal_article></journal></crossref></doi_record>"
        for work in works
        if work.doi
    )
    return f"{_XML}<doi_records>{records}</doi_records>".encode()


def datacite_xml(works: Sequence[Work]) -> bytes:
    """DataCite's XML."""
    described = '<description descriptionType="Abstract">{}</description>'
    records = "".join(
        f'<resource><identifier identifierType="DOI">{work.any_doi.upper()}</identifier><titles>'
        f"<title>{escape(work.title)}</title></titles><publicationYear>{work.year}</publicationYear>"
        + (f"<descriptions>{described.format(escape(work.abstract))}</descriptions>" if work.abstract else "")
        + "</resource>"
        for work in _with_doi(works)
    )
    return f"{_XML}<resources>{records}</resources>".encode()


def dblp_xml(works: Sequence[Work]) -> bytes:
    """DBLP's XML."""
    records = "".join(
        f'<article key="journals/x/{work.key}"><author>{_names(work)[0]}</author><title>{work.marked}.</title>'
        f"<journal>{work.venue}</journal><year>{work.year}</year><ee>{work.url}</ee></article>"
        for work in _with_doi(works)
    )
    return f"{_XML}<dblp>{records}</dblp>".encode()


def mods(works: Sequence[Work]) -> bytes:
    """MODS: a title and its subtitle are two."""

    def title(work: Work) -> str:
        head, colon, tail = work.title.partition(": ")
        below = f"<subTitle>{escape(tail)}</subTitle>" if colon else ""
        return f"<titleInfo><title>{escape(head)}</title>{below}</titleInfo>"

    records = "".join(
        f"<mods>{title(work)}<originInfo><dateIssued>{work.date}</dateIssued></originInfo>"
        + (f"<abstract>{escape(work.abstract)}</abstract>" if work.abstract else "")
        + (f'<identifier type="doi">{work.any_doi}</identifier>' if work.any_doi else "")
        + "</mods>"
        for work in works
    )
    return f'{_XML}<modsCollection xmlns="http://www.loc.gov/mods/v3">{records}</modsCollection>'.encode()


def marc(works: Sequence[Work]) -> bytes:
    """MARCXML: the parts of a title end in punctuation of the catalogue."""

    def field(tag: str, **parts: str) -> str:
        inner = "".join(f'<subfield code="{code[-1]}">{escape(text)}</subfield>' for code, text in parts.items())
        return f'<datafield tag="{tag}" ind1=" " ind2=" ">{inner}</datafield>'

    def title(work: Work) -> str:
        head, colon, tail = work.title.partition(": ")
        return field("245", a=f"{head} :", b=f"{tail} /") if colon else field("245", a=f"{head} /")

    records = "".join(
        f'<record><controlfield tag="001">99{WORKS.index(work):07}</controlfield>{title(work)}'
        + (field("024", a=work.any_doi, _2="doi") if work.any_doi else "")
        + field("260", c=str(work.year))
        + (field("520", a=work.abstract) if work.abstract else "")
        + "</record>"
        for work in works
    )
    return f'{_XML}<collection xmlns="http://www.loc.gov/MARC21/slim">{records}</collection>'.encode()


def rdf(works: Sequence[Work]) -> bytes:
    """Zotero's RDF."""
    spaces = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:bib="http://purl.org/net/biblio#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    )
    records = "".join(
        f'<bib:Article rdf:about="#item_{WORKS.index(work)}"><dc:title>{escape(work.title)}</dc:title>'
        f"<dc:date>{work.date}</dc:date>"
        + (f"<dcterms:abstract>{escape(work.abstract)}</dcterms:abstract>" if work.abstract else "")
        + (f"<dc:identifier>DOI {work.any_doi}</dc:identifier>" if work.any_doi else "")
        + "</bib:Article>"
        for work in works
    )
    return f"{_XML}<rdf:RDF {spaces}>{records}</rdf:RDF>".encode()


def arxiv_mail(works: Sequence[Work]) -> bytes:
    """ArXiv's daily mail."""
    entries = "".join(
        f"\\\\\narXiv:{work.arxiv}\n"
        f"Date: Mon, {work.day} {_MONTHS[work.month - 1].title()} {work.year} 17:59:58 GMT\n\n"
        f"Title: {work.typeset}\nAuthors: {', '.join(_names(work))}\nCategories: cs.CL\n\\\\\n"
        f"  {work.abstract}\n\\\\ ( https://arxiv.org/abs/{work.arxiv} ,  5kb)\n" + "-" * 78 + "\n"
        for work in _in_arxiv(works)
    )
    return f"{'-' * 78}\nSubmissions to:\nComputation and Language\n{'-' * 78}\n{entries}".encode()


def paper_list(works: Sequence[Work]) -> bytes:
    """A list in Markdown, of papers at arXiv."""
    items = "".join(
        f"- **{work.title}**, {', '.join(_names(work))}, {work.year}. [[paper]](https://arxiv.org/abs/{work.arxiv}) "
        f"[[code]](https://github.com/lab/{work.key})\n"
        for work in _in_arxiv(works)
    )
    return f"# Papers\n\n## Charts and floods\n\n{items}".encode()


def text(works: Sequence[Work]) -> bytes:
    """Titles and abstracts as plain text."""
    return "".join(f"{w.title}\n\n{w.abstract}\n\n" for w in _with_abstract(works)).encode()


def markdown(works: Sequence[Work]) -> bytes:
    """Titles and abstracts as Markdown."""
    return "".join(f"## {w.title}\n\n{w.abstract}\n\n" for w in _with_abstract(works)).encode()


def excel(works: Sequence[Work]) -> bytes:
    """A workbook."""
    rows = [["Title", "Year", "DOI", "Abstract"]]
    rows += [[work.title, str(work.year), work.any_doi, work.abstract] for work in works]
    return workbook({"Papers": rows})


RENDERINGS: Mapping[str, Render] = {
    each.__name__: each
    for each in (
        *(bibtex, scholar, biblatex, ris, nbib, enw, wos, wos_tab, ovid, refworks, note_express, table, semicolons),
        *(scopus, ieee, zotero_table, openreview_table, plain_lines, arxiv_lines, csl, csl_yaml, crossref, datacite),
        *(
            openalex,
            europe_pmc,
            semantic_scholar,
            doaj,
            inspire,
            ads,
            openreview,
            hotcrp,
            hugging_face,
            papers_with_code,
            dblp,
        ),
        *(zotero, atom, rss, oai, oai_dc, pubmed, endnote_xml, acl, jats, crossref_xml, datacite_xml, dblp_xml),
        *(mods, marc, rdf, arxiv_mail, paper_list, text, markdown, excel),
    )
}
