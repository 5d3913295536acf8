"""The numbers of a text, read as its language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.checks.conventions import SPACES, Conventions, conventions
from pipeline.checks.prose import OBJECT

_TOKEN = re.compile(
    rf"""
      \d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d+)?(?![\d])       # 10 000,5
    | \d+(?:[.,:'’/]\d+)*
    """,
    re.VERBOSE,
)
_NO_NUMBER = re.compile(r"(?<!\w)[^\W\d_]\d+[^\W\d_kK](?!\w)|\+\d{1,3}(?=[\s-]\d)")
"""A word in short, such as i18n, and the code of a country before a telephone number."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’])\d{3})(?:\1\d{3})*")
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands in a text."""

    written: str
    readings: frozenset[str]
    """What it may mean: `1,000` is 1000, and 1 where the comma is a decimal sign."""
    scaled: frozenset[str]
    """What it means with the word behind it: `1.5 million` is 1500000."""
    before: str
    after: str

    @property
    def parts(self) -> tuple[int, ...]:
        """The runs of digits: those of a date, a time or a version."""
        return tuple(int(part[:_LONG]) for part in DIGITS.findall(self.written))

    @property
    def has_parts(self) -> bool:
        """Whether its runs of digits may stand elsewhere one by one, as those of a date or a time.

        A whole number has one; the parts of a fraction or of a version say nothing alone.
        """
        parts = self.parts
        return len(parts) == 1 or not re.search(r"\d[.,]\d", self.written) or max(parts) >= _YEAR

    def means(self, other: Numeral) -> bool:
        """Whether both are one number; a word that multiplies counts where both have one."""
        if self.scaled & other.scaled or (self.written == other.written and not self.readings):
            return True
        are_scaled = self.is_scaled and other.is_scaled
        return not are_scaled and bool(self.readings & other.readings)

    @property
    def is_scaled(self) -> bool:
        """Whether a word such as million multiplies it."""
        return self.scaled != self.readings

    def clashes(self, others: Iterable[Numeral]) -> bool:
        """Whether one of the others is written the same and multiplied by something else."""
        return self.is_scaled and any(
            other.is_scaled and self.readings & other.readings for other in others
        )

    @property
    def told(self) -> str:
        """The number as messages show it, with the word that multiplies it."""
        word = self.after.split()[:1] if self.is_scaled else []
        return " ".join((self.written, *word)).rstrip(".,;:!?)")

    @property
    def value(self) -> float:
        return float(min(self.readings, key=len)) if self.readings else 0.0


_AROUND = 40
_YEAR = 1000


def numerals(text: str, lang: str) -> list[Numeral]:
    """The numbers of the text, in order."""
    if not DIGITS.search(text):
        return []
    rules = conventions(lang)
    plain = _NO_NUMBER.sub(OBJECT, text)
    return [_numeral(plain, match, rules) for match in _TOKEN.finditer(plain)]


def _numeral(text: str, match: re.Match[str], rules: Conventions) -> Numeral:
    written = match[0]
    readings = frozenset(_readings(written))
    factor = _factor(text, match.end(), rules)
    return Numeral(
        written,
        readings,
        frozenset(_plain(float(value) * factor) for value in readings) if factor > 1 else readings,
        text[max(0, match.start() - _AROUND) : match.start()],
        text[match.end() : match.end() + _AROUND],
    )


_THOUSAND = re.compile(r"[kK](?!\w)")


def _factor(text: str, at: int, rules: Conventions) -> int:
    """What the word behind a number multiplies it by, as in 3 million, 10k and Y2K."""
    if scale := rules.scale.match(text, at):
        return rules.scales[scale[1].lower()]
    return 1000 if _THOUSAND.match(text, at) else 1


def _readings(written: str) -> Iterator[str]:
    """What digits and separators may mean as one number, whichever language wrote them."""
    plain = written
    for space in SPACES:
        plain = plain.replace(space, "")
    if plain.isdigit():
        yield _plain(float(plain)) if len(plain) < _LONG else plain.lstrip("0")
        return
    if match := _GROUPED.fullmatch(plain):
        yield plain.replace(match[1], "").lstrip("0") or "0"
    whole, sign, fraction = _split(plain)
    if sign and whole.isdigit() and fraction.isdigit() and len(whole) < _LONG:
        yield _plain(float(f"{whole}.{fraction}"))


_LONG = 15


def _split(plain: str) -> tuple[str, str, str]:
    """The whole part without what stands between thousands, the decimal sign, the fraction."""
    at = max(plain.rfind("."), plain.rfind(","))
    if at < 0 or plain.count(plain[at]) > 1:
        return plain, "", ""
    whole = plain[:at]
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"\D", "", whole)
    return whole, plain[at], plain[at + 1 :]


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.10g}"
