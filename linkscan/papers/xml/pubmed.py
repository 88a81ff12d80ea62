"""PubMed XML: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/. Parts of an abstract are labelled."""

from collections.abc import Mapping

from linkscan.papers.dates import of_year_and_month
from linkscan.papers.xml.tree import Element

RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle"})
FOR_KEEP = frozenset(
    """AuthorList InvestigatorList KeywordList MeshHeadingList ReferenceList ChemicalList GrantList History
    CommentsCorrectionsList PublicationTypeList MedlineJournalInfo GeneSymbolList""".split()  # noqa: SIM905 - a list
)


def knows(root: str, _space: str) -> bool:
    return root in ("PubmedArticleSet", "PubmedBookArticleSet", *RECORDS)


def fields(record: Element) -> Mapping[str, object]:
    citation = record.find("MedlineCitation") or record.find("BookDocument") or record
    article = citation.find("Article") or citation
    listed = [*record.find_all("PubmedData/ArticleIdList/ArticleId"), *citation.find_all("ArticleIdList/ArticleId")]
    ids = {each.attributes.get("IdType", ""): each.text() for each in listed}
    located = {each.attributes.get("EIdType", ""): each.text() for each in article.children("ELocationID")}
    found = {
        "id": citation.text("PMID"),
        "title": article.markup("ArticleTitle")
        or article.markup("VernacularTitle")
        or article.markup("Book/BookTitle"),
        "abstract": abstract(article.find("Abstract")) or abstract(citation.find("OtherAbstract")),
        "doi": ids.get("doi") or located.get("doi", ""),
        "published": _date(article.find("ArticleDate")),
        "date": _date(article.find("Journal/JournalIssue/PubDate") or article.find("Book/PubDate")),
        "venue": article.text("Journal/Title") or article.text("Journal/ISOAbbreviation") or _book_of(article),
        "authors": [
            f"{each.text('ForeName')} {each.text('LastName')}".strip() or each.text("CollectiveName")
            for each in article.find_all("AuthorList/Author")
        ],
        "keywords": [each.text() for each in citation.find_all("KeywordList/Keyword")],
        "data": [
            f"https://doi.org/{number}"
            for bank in article.find_all("DataBankList/DataBank")
            if bank.text("DataBankName") in ("Dryad", "figshare", "Zenodo")
            for each in bank.find_all("AccessionNumberList/AccessionNumber")
            if (number := each.text().removeprefix("doi:").removeprefix("https://doi.org/")).startswith("10.")
        ],
    }
    return {name: value for name, value in found.items() if value}


def abstract(element: Element | None) -> str:
    """Return the abstract, with each part as a paragraph after its label."""
    if element is None:
        return ""
    parts = []
    for part in element.children("AbstractText"):
        label = part.attributes.get("Label", "")
        parts.append((f"<h4>{label}</h4>" if label and label != "UNLABELLED" else "") + f"<p>{part.markup()}</p>")
    return parts[0][3:-4] if len(parts) == 1 and parts[0].startswith("<p>") else "".join(parts)


def _book_of(article: Element) -> str:
    """Return the title of the book that contains a chapter; nothing for a book itself."""
    return article.text("Book/BookTitle") if article.find("ArticleTitle") else ""


def _date(element: Element | None) -> str:
    if element is None:
        return ""
    if told := element.text("MedlineDate"):
        return told
    return of_year_and_month(element.text("Year"), element.text("Month"), element.text("Day"))
