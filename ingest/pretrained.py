"""A pretrained spaCy pipeline that reads along with the rules, where the user has one installed."""

from __future__ import annotations

import spacy
from spacy.language import Language

from graph.errors import InputError

_TAGGERS = frozenset({"tagger", "morphologizer"})


def load_pretrained(name: str) -> Language:
    """Load a pretrained pipeline by the name of its package or folder.

    Its parts of speech tell verbs from nouns ("coatings" from "coats"). Raises `InputError` where it is not
    installed, cannot be loaded or gives no parts of speech.
    """
    try:
        pipeline = spacy.load(name, exclude=["ner"])
    except (OSError, ValueError, ImportError) as error:
        raise InputError(
            f"the spaCy pipeline {name!r} cannot be loaded ({str(error).splitlines()[0]})",
            remedy=f"install it, for instance by `python -m spacy download {name}`, or leave it out",
        ) from error
    if _TAGGERS.isdisjoint(pipeline.pipe_names):
        raise InputError(
            f"the spaCy pipeline {name!r} gives no parts of speech: its components are {pipeline.pipe_names}",
            remedy="name one with a tagger, such as en_core_web_sm, or leave it out",
        )
    return pipeline
