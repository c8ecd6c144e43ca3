"""UTF-8 that was decoded as Windows-1252 or Latin-1 on its way: ``â€“`` for a dash, ``Âµ`` for a micro sign."""

from __future__ import annotations

import re

from ingest.mapped import Edit

_HIGH = "".join(bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0xA0)).replace("\ufffd", "")
_TAIL = f"[{_HIGH}\x80-\xbf]"
_RUN = re.compile(f"[ÂÃÎÏ]{_TAIL}|â{_TAIL}{{2}}|ï[¬¼½]{_TAIL}|Â(?=[ °±µ·])")
_RARER = re.compile(f"[ÅÄÐÑËÌ×]{_TAIL}")
"""First letters that stand before such characters in sound text too (``3 Å–4 Å``), read where others leave no doubt."""


def find_mojibake_edits(text: str) -> list[Edit]:
    """Return the edits that read what was decoded twice.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_mojibake_edits(text)).text
    >>> plain("1.2â€“3.4 V at 25 Â°C, 10 Âµm, Î±-phase, CÃ©line"), plain("3 Å–4 Å, Ångström, São, Müller")
    ('1.2–3.4 V at 25 °C, 10 µm, α-phase, Céline', '3 Å–4 Å, Ångström, São, Müller')
    """
    if text.isascii() or not any(char in text for char in "ÂÃÎÏâï"):
        return []
    edits = list(_read(_RUN, text))
    return [*edits, *_read(_RARER, text)] if edits else []


def _read(pattern: re.Pattern[str], text: str) -> list[Edit]:
    edits = []
    for found in pattern.finditer(text):
        if found.group() == "Â":
            edits.append(Edit(found.start(), found.end(), ""))
            continue
        try:
            sound = bytes(map(_byte, found.group())).decode("utf-8")
        except (UnicodeDecodeError, ValueError):
            continue
        edits.append(Edit(found.start(), found.end(), sound))
    return edits


def _byte(char: str) -> int:
    """Return the byte that a wrongly decoded character stood for; raises ``ValueError`` for one that is none."""
    if ord(char) < 0x100:
        return ord(char)
    return char.encode("cp1252")[0]
