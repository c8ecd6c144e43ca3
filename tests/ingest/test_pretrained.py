"""A pretrained spaCy pipeline beside the rules: a small one is trained here, since none is on the package registry."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.training import Example

from graph.errors import InputError
from ingest.acronyms import find_acronyms
from ingest.documents import MappedText, Paragraph
from ingest.pipeline import analyse_paragraph
from ingest.pretrained import load_pretrained
from ingest.relations import find_relations

TAGGED = [
    ("the coating limits growth", "DET NOUN VERB NOUN"),
    ("high limits of current hold", "ADJ NOUN ADP NOUN VERB"),
    ("the upper limits stay", "DET ADJ NOUN VERB"),
    ("the pressure limits voids", "DET NOUN VERB NOUN"),
]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a morphologizer on the sentences above, which it shall repeat, and return its folder."""
    nlp = spacy.blank("en")
    nlp.add_pipe("morphologizer")
    examples = [Example.from_dict(nlp.make_doc(text), {"pos": tags.split()}) for text, tags in TAGGED]
    optimizer = nlp.initialize(lambda: examples)
    spacy.util.fix_random_seed(7)
    for _ in range(60):
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("pipeline") / "trained"
    nlp.to_disk(folder)
    return folder


def read_triggers(text: str, pipeline: str | None) -> list[str]:
    paragraph = Paragraph(MappedText(text, range(len(text)), range(1, len(text) + 1)), None)
    pretrained = load_pretrained(pipeline) if pipeline else None
    (sentence,) = analyse_paragraph(paragraph, find_acronyms(text), pretrained)
    relations = find_relations(sentence.folded, sentence.keys, sentence.tags)
    return [sentence.terms[relation.trigger.first].text for relation in relations]


def test_parts_of_speech_tell_a_verb_from_a_noun(trained: Path) -> None:
    assert read_triggers("the upper limits stay", None) == ["limits"]
    assert read_triggers("the upper limits stay", str(trained)) == []
    assert read_triggers("the coating limits growth", str(trained)) == ["limits"]


def test_without_a_pretrained_pipeline_no_word_is_tagged() -> None:
    paragraph = Paragraph(MappedText("Voids grow.", range(11), range(1, 12)), None)
    (sentence,) = analyse_paragraph(paragraph, {})
    assert set(sentence.tags) == {None}


def test_a_pipeline_that_is_not_installed_is_named_with_a_remedy() -> None:
    with pytest.raises(InputError, match=r"'en_nowhere_sm' cannot be loaded .*spacy download en_nowhere_sm"):
        load_pretrained("en_nowhere_sm")


def test_a_pipeline_without_a_tagger_is_refused(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path)
    with pytest.raises(InputError, match=r"gives no parts of speech: .*sentencizer.*; name one with a tagger"):
        load_pretrained(str(tmp_path))
