"""Find the name or pronoun that stands for an artefact: `TextNet`, `it`, `our work`, `our repository`."""

from linkscan.text.tagging import Sentence
from linkscan.text.words import words

TRAINED = words("pretrained pre-trained trained fine-tuned finetuned")
REPOSITORIES = words("repository repositories repo repos")


def find_name(sentence: Sentence, start: int, stop: int) -> int:
    """Give the word that names the part `start:stop` of a phrase without a common noun, -1 for none."""
    run = sentence.letters[start:stop]
    if "a" in run and not run.strip("ya"):
        return start + run.index("a")
    bare = run.rstrip("y")
    last = start + len(bare) - 1
    return last if bare and _is_name(sentence, start, last) else -1


def _is_name(sentence: Sentence, start: int, last: int) -> bool:
    run = sentence.letters[start : last + 1]
    ending = run[-1]
    if ending == "N":
        return not set(run) - set("NdoyxO.")
    if ending in "AH":  # our work, the project
        return run[0] in "do" and not set(run[1:-1]) - set("Oy.")
    if ending == "G":
        return sentence.words[last] in REPOSITORIES
    if ending == "x":  # a captioner trained on the corpus
        return sentence.words[last].endswith("trained") and run[-2:-1] in tuple(".N")
    if ending != ".":
        return False
    is_trained = not TRAINED.isdisjoint(sentence.words[start:last])
    is_first = start == 0 and run in (".", "..")  # Songverse is available
    return is_trained or is_first or (run[0] == "o" and not set(run) & set("GAH"))
