"""A noun phrase names the heads of its parts."""

import pytest

from linkscan.text.claims.phrases import read_object, read_subject
from linkscan.text.claims.tagger import tag_sentence
from linkscan.text.urls.finder import find_urls


@pytest.mark.parametrize(
    ("phrase", "heads"),
    [
        ("our code", ["code"]),
        ("the code, the trained models and a demo", ["code", "models", "demo"]),
        ("training and evaluation code", ["code"]),
        ("model training code", ["code"]),
        ("data processing scripts", ["scripts"]),
        ("model weights and the code repository", ["weights", "code"]),
        ("a suite of pretrained models", ["models"]),
        ("thousands of annotations", ["annotations"]),
        ("the implementation of our model", ["implementation"]),
        ("code for training and evaluation", ["code"]),
        ("code for training models and the dataset", ["code", "dataset"]),
        ("a toolkit for building datasets and models", ["toolkit"]),
        ("a dataset that contains code and videos", ["dataset"]),
        ("the dataset used in this paper", ["dataset"]),
        ("the proposed dataset", ["dataset"]),
        ("all constructed datasets, and fine-tuned models", ["datasets", "models"]),
        ("the codes models and dataset splits", ["codes", "models", "splits"]),
        ("code generation tasks", ["tasks"]),
        ("our project page", []),
        ("our website featuring videos and code", ["videos", "code"]),
        ("a link to the demo", ["demo"]),
        ("TextNet", ["textnet"]),
        ("our dataset SONGS (Some Other Nice Great Songs)", ["dataset"]),
        ("task design guidelines", ["guidelines"]),
        ("the code and evaluate several models", ["code"]),
        ("no code", []),
        ("it", ["it"]),
    ],
)
def test_a_phrase_names_its_heads(phrase: str, heads: list[str]) -> None:
    """Modifiers, places and clauses name nothing."""
    sentence = tag_sentence(phrase, 0, len(phrase))
    mentions = read_object(sentence, 0, len(sentence.tags))
    assert [sentence.words[mention.at] for mention in mentions] == heads


@pytest.mark.parametrize(
    ("clause", "heads"),
    [
        ("our code", ["code"]),
        ("to foster research on data, our code", ["code"]),
        ("we outperform all models, and the code", ["code"]),
        ("experiments show that the method beats other models and code", ["code"]),
        ("the data we collected", ["data"]),
        ("a corpus curated by hand", ["corpus"]),
        ("it has a demo ; the code and models", ["code", "models"]),
        ("when the data", []),
    ],
)
def test_a_subject_is_the_last_phrase_before_its_verb(clause: str, heads: list[str]) -> None:
    """Clauses before it do not count."""
    sentence = tag_sentence(clause, 0, len(clause), find_urls(clause))
    mentions = read_subject(sentence, 0, len(sentence.tags))
    assert [sentence.words[mention.at] for mention in mentions] == heads


def test_a_list_shares_its_determiner() -> None:
    """`Our data, code and models` are all ours."""
    phrase = "our data, code and a model"
    sentence = tag_sentence(phrase, 0, len(phrase))
    mentions = read_object(sentence, 0, len(sentence.tags))
    assert [mention.is_possessed for mention in mentions] == [True, True, False]
