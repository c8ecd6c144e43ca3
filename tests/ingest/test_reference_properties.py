"""What holds of any string read as a reference."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.references.parser import ReferenceFields, parse_reference

WORDS = st.sampled_from(
    (
        "Tian, Xu van der Müller O'Neill H. K. J.-M. HK et al. and & Jr. The Collaboration (eds.) In: // a) b) [3] 12. "
        "Wetting of garnet sheets by lithium J. Power Sources Adv. Mater. Joule Nature Proc. Wiley, Springer, Berlin "
        "2018 (2018) 2018a 392 392(4) 79–86 79 1800933 vol. no. pp. № Т. S. : ; , . … “ ” ‘ ’ [J]. arXiv:1901.01234 "
        "https://doi.org/10.1016/j.jpowsour. 2018.04.098 doi: 10.1038/nature11475 www.example.org accessed May thesis "
        "Patent US Submitted 王伟, 李娜. 무기 Иванов И. И. – — - * _ <i> </i> ](http://a.b/c) ( ) [ ] \u00ad \u2009"
    ).split(" ")
)
PRINTED = st.lists(WORDS, max_size=40).map(" ".join)
TEXTS = st.one_of(st.text(max_size=300), PRINTED, st.tuples(PRINTED, st.text(max_size=20), PRINTED).map("".join))


def letters(text: str) -> str:
    """Letters and digits alone: blanks, punctuation and accents are what reading may mend."""
    plain = unicodedata.normalize("NFKD", text)
    return re.sub(r"[\W_]", "", "".join(c for c in plain if not unicodedata.combining(c))).lower()


def values(fields: ReferenceFields) -> list[str]:
    texts = [
        fields.title,
        fields.journal,
        fields.volume,
        fields.pages,
        fields.doi,
        *(name for name, _ in fields.authors),
    ]
    return [text for text in texts if text]


@settings(deadline=2000, max_examples=400)
@given(TEXTS)
def test_every_field_is_a_part_of_the_text(raw: str) -> None:
    fields = parse_reference(raw)
    if fields is None:
        return
    printed = letters(re.sub(r"</?\w+>", "", raw))
    for value in values(fields):
        assert is_put_together(letters(value), printed), value
    assert fields.year is None or str(fields.year) in raw
    assert fields.raw == " ".join(raw.split())


def is_put_together(value: str, printed: str) -> bool:
    """Tell whether all characters of a field stand in the text in their order: links may be left out between them."""
    rest = iter(printed)
    return value in printed or all(char in rest for char in value)


@settings(deadline=2000, max_examples=300)
@given(TEXTS)
def test_fields_are_tidy(raw: str) -> None:
    fields = parse_reference(raw)
    if fields is None:
        return
    for value in values(fields):
        assert value == " ".join(value.split()) != ""
    assert fields.pages is None or not re.search(r"[–—−]", fields.pages)
    assert fields.doi is None or (fields.doi.startswith("10.") and fields.doi == fields.doi.lower())
    assert fields.year is None or 1500 <= fields.year < 2100
    assert all(family for family, _ in fields.authors)


@settings(deadline=2000, max_examples=100)
@given(PRINTED)
def test_reading_does_not_depend_on_the_bullet(raw: str) -> None:
    plain, listed = parse_reference(f"Roe, A. {raw}"), parse_reference(f"- [7] Roe, A. {raw}")
    assert plain is not None
    assert listed is not None
    assert values(plain) == values(listed)
