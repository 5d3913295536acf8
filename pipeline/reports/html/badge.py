"""A small picture that says how much is translated, for a README or a home page."""

from __future__ import annotations

from html import escape

_NARROW = "fijlrtI.,:;'|!() "
_WIDE = "mwMW%@"
_LEVELS = ((100, "#1d6b45"), (75, "#0b5566"), (40, "#7a5200"), (0, "#a3231a"))
"""From how many percent on the value stands on which ground; each bears white text."""


def badge(label: str, percent: int) -> str:
    """The picture as SVG; its title says it in words."""
    value = f"{percent}%"
    left, right = _width(label) + 26, _width(value) + 14
    total = left + right
    ground = next(colour for least, colour in _LEVELS if percent >= least)
    said = escape(f"{label}: {value} translated")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="20"'
        f' viewBox="0 0 {total} 20" role="img" aria-labelledby="t">\n'
        f'<title id="t">{said}</title>\n'
        f'<path fill="#1a2024" d="M3 0h{left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z"/>\n'
        f'<path fill="{ground}" d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14'
        f'a3 3 0 0 1-3 3h-{right - 3}z"/>\n'
        '<path fill="#8fd3e0" d="M7 5h3v10H7z"/><path fill="#ffd750" d="M12 5h3v10h-3z"/>\n'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">\n'
        f'<text x="20" y="14" textLength="{_width(label)}">{escape(label)}</text>\n'
        f'<text x="{left + 7}" y="14" textLength="{_width(value)}">{value}</text>\n'
        "</g>\n</svg>\n"
    )


def _width(text: str) -> int:
    """About how wide the text is in Verdana of eleven pixels; it is set to that width."""
    units = (38 if c in _NARROW else 104 if c in _WIDE else 75 if c.isupper() else 63 for c in text)
    return round(sum(units) / 10)
