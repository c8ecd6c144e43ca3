"""The authors at the head of a reference, in the order and spelling of any style."""

from __future__ import annotations

import re

from ingest.reference_patterns import AUTHOR_STYLES, ET_AL, SEPARATOR, load_journal_words

# Styles that turn the name round for the first author only.
_THEN = {"comma": "initials first", "given last": "given first"}
Authors = tuple[tuple[str, str], ...]
_MOST = 200


def read_authors(text: str) -> tuple[Authors, bool, int]:
    """Return the authors, whether the text says et al., and where the list ends; the longest reading wins.

    >>> read_authors("Tan, D. H. S. et al. Carbon-free")
    ((('Tan', 'D.H.S.'),), True, 20)
    >>> read_authors("T.-T. Zuo, R. Rueß, A study")[0]
    (('Zuo', 'T.-T.'), ('Rueß', 'R.'))
    """
    best: tuple[Authors, bool, int] = ((), False, 0)
    for style in AUTHOR_STYLES:
        authors, et_al, end = _read_style(text, style)
        if authors and _weight(style, authors, end) > _weight("", best[0], best[2]):
            best = (authors, et_al, end)
    return best if best[0] else _read_alone(text)


def _weight(style: str, authors: Authors, end: int) -> float:
    # Given names spelled out look like the words of a title: such a reading must be longer to win.
    return end - (8 if style.startswith("given") else 0) if authors else 0


def _read_style(text: str, style: str) -> tuple[Authors, bool, int]:
    patterns = [AUTHOR_STYLES[style]]
    if style in _THEN:
        patterns.append(AUTHOR_STYLES[_THEN[style]])
    authors: list[tuple[str, str]] = []
    position = end = 0
    while len(authors) < _MOST:
        tried = patterns if authors else patterns[:1]
        matches = (pattern.match(text, position) for pattern in tried)
        found = next((m for m in matches if m and _is_person(m, text, style, first=not authors)), None)
        if found is None:
            break
        initials, end = _leave_journal(found, text)
        authors.append((re.sub(r"\s+", " ", found["family"]), join_initials(initials)))
        separator = SEPARATOR.match(text, end)
        if not separator or (style.startswith("given") and text[end : end + 2] == ". "):
            break
        position = separator.end()
    if not authors:
        return (), False, 0
    et_al = ET_AL.match(text, end)
    return tuple(authors), bool(et_al), et_al.end() if et_al else end


_JOURNAL_AFTER = re.compile(r"\s(?P<word>[A-Z][a-z]+)\.?(?:\s[A-Z][a-z]*\.?)*[\s,]+\d")


def _leave_journal(found: re.Match[str], text: str) -> tuple[str, int]:
    """Return the initials and where they end, without the J. of a journal that follows the last of them."""
    initials = found["initials"]
    after = _JOURNAL_AFTER.match(text, found.end())
    if after and re.search(r"\.\s?J\.$", initials) and after["word"].lower() in load_journal_words():
        return initials[:-2].rstrip(), found.end() - 2
    return initials, found.end()


def _is_person(found: re.Match[str], text: str, style: str, *, first: bool) -> bool:
    if re.search(r"\b(?:and|of|the|for|AND|OF|THE|FOR)\b", found.group()):
        return False
    words = [w.strip(".").lower() for w in re.split(r"[\s-]", found["family"])]
    if len(words) > 1 and sum(word in load_journal_words() for word in words) > 1:
        return False
    if text[found.end() : found.end() + 1] == "." and words[-1] in load_journal_words() and not first:
        return bool(re.match(r"\.\s[A-Z][a-z]+ [a-z]", text[found.end() :]))
    if not style.startswith("given"):
        return True
    given = found["initials"].lower().split()
    if given[0] in load_journal_words() or (words[0] in load_journal_words() and not first):
        return False
    return bool(re.match(r"\s?(?:[,;.(:“\"]|\band\b|&|$|\set\sal)", text[found.end() :]))


_ALONE = re.compile(
    r"(?P<name>(?:[Tt]he\s)?[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ&][\w'’-]*){0,5}?)(?P<tail>\s"
    r"(?:[Cc]ollab(?:oration)?\.?|[Gg]roup|[Cc]onsortium|[Tt]eam)s?)?(?=,|\.|\s?:|\s\("
    r"|\set\s?\.?\s?al)"
)


def _read_alone(text: str) -> tuple[Authors, bool, int]:
    """Read a surname without initials before et al. or a year, or a collaboration."""
    found = _ALONE.match(text)
    if not found:
        return (), False, 0
    et_al = ET_AL.match(text, found.end())
    dated = re.match(r"[\s,.]*\(?(?:1[6-9]|20)\d\d", text[found.end() :])
    cited = re.match(r",\s(?:[A-Z][a-z]+\.\s?){2}", text[found.end() :])
    if found["tail"] or et_al or ((dated or cited) and found["name"].split()[0].lower() not in load_journal_words()):
        end = et_al.end() if et_al else found.end()
        inner = re.match(r"[\s,]*\(?", text[end:]) if found["tail"] else None
        people = _read_style(text[end + inner.end() :], "initials first") if inner else ((), False, 0)
        if inner and people[0]:
            return people[0], people[1], end + inner.end() + people[2]
        return ((found.group().strip(), ""),), bool(et_al), end
    return (), False, 0


def join_initials(given: str) -> str:
    """Return initials with stops and without blanks; of given names their first letters.

    >>> join_initials("M. A."), join_initials("EE"), join_initials("Neil B."), join_initials("Y.-F. Y.")
    ('M.A.', 'E.E.', 'N.B.', 'Y.-F.Y.')
    """
    given = given.strip()
    if re.fullmatch(r"[A-Z]{1,4}(?:-[A-Z])?", given):
        return "".join(f"{char}." if char != "-" else "-" for char in given)
    parts = re.findall(r"-?\s?[^\W\d_][\w'’]*\.?", given)
    return "".join(_initial(part) for part in parts)


def _initial(part: str) -> str:
    hyphen = "-" if part.startswith("-") else ""
    name = part.lstrip("- ").rstrip(".")
    short = len(name) == 1 or (len(name) == 2 and part.endswith("."))
    return f"{hyphen}{name if short else name[0]}."
