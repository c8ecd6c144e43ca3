"""How the captions of figures and tables begin."""

from __future__ import annotations

import re

CAPTION = re.compile(r"(?:Fig(?:ure|\.)?|Table|Scheme|Chart|FIG\.|FIGURE|TABLE)\s?S?\d")
TABLE_CAPTION = re.compile(r"(?:Table|TABLE)\s?S?[\dIVX]")
