"""The segments of a paragraph that is nothing but images, or links around images, or their HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.formats.markdown_blocks import Step, raw_of
from pipeline.formats.markdown_prose import Cut, named, text_at, title_within
from pipeline.formats.markdown_weave import AltText, InHtml, LabelledAlt
from pipeline.model.document import Kind, Segment
from pipeline.model.post import DEFAULT_RULES


def are_images(steps: Sequence[Step], raw: bytes) -> bool:
    """Whether there is an image, and nothing a reader sees outside of images."""
    if raw[steps[0][1]["start"]] not in b"![" or not any("Image" in _tag(step) for step in steps):
        return False
    depth = 0
    for step in steps:
        event = step[0]
        depth += "Image" in _tag(step)
        if depth == 0 and not _is_frame(step):
            return False
        depth -= isinstance(event, dict) and event.get("End") == "Image"
    return True


def cut_images(steps: Sequence[Step], raw: bytes) -> Iterator[Cut]:
    """The alternative text and the title of each image, where there are any."""
    for at, step in enumerate(steps):
        image = _tag(step).get("Image")
        if image:
            start, end = step[1]["start"], step[1]["end"]
            alt_end = _inner_end(steps, at) or start + 2
            alt = _alt(start + 2, alt_end, image["link_type"], raw)
            is_inline = image["link_type"] == "Inline"
            title = title_within(alt_end, end - 1, raw) if is_inline and image["title"] else None
            yield from (cut for cut in (alt, title) if cut)


def _alt(start: int, end: int, link_type: str, raw: bytes) -> Cut | None:
    alt = named(start, end, Kind.ALT_TEXT, AltText(), raw)
    if alt is None or link_type not in {"Collapsed", "Shortcut"}:
        return alt
    # The text is the label of an address too, and that has to stay.
    end += 2 * (link_type == "Collapsed")
    return start, end, text_at(raw, start, end), alt[3], alt[4], LabelledAlt(alt[3])


def _tag(step: Step) -> dict[str, dict[str, str]]:
    """The start of an image or link, or nothing."""
    start = step[0].get("Start") if isinstance(step[0], dict) else None
    return start if isinstance(start, dict) else {}


def _is_frame(step: Step) -> bool:
    """A link's edge, a line end, or white space."""
    event = step[0]
    if isinstance(event, str):
        return True
    if "Link" in _tag(step) or event.get("End") == "Link":
        return True
    return str(event.get("Text", "x")).isspace()


def _inner_end(steps: Sequence[Step], at: int) -> int:
    """Where what stands in the image ends; nothing for an image without text."""
    image_end, inner_end = int(steps[at][1]["end"]), 0
    for following in range(at + 1, len(steps)):
        event, span = steps[following]
        if event == {"End": "Image"} and span["end"] == image_end:
            break
        inner_end = max(inner_end, span["end"])
    return inner_end


def is_html_alone(steps: Sequence[Step], raw: bytes) -> bool:
    """Whether a line holds tags of HTML and nothing that a reader sees outside of them."""
    found = raw[steps[0][1]["start"] : steps[-1][1]["end"]]
    return (
        found.startswith(b"<")
        and b"<img" in found.lower()
        and all(
            "InlineHtml" in event or not str(event.get("Text", "x")).strip()
            for event, _ in steps
            if isinstance(event, dict)
        )
        and not any(isinstance(event, str) for event, _ in steps)
    )


def cut_html_line(start: int, end: int, raw: bytes) -> Iterator[Cut]:
    """The segments of a line of HTML, such as the alternative text and the caption of an image."""
    from pipeline.formats.html import cut_html  # only few posts hold HTML

    at = start
    for piece in cut_html(text_at(raw, start, end), DEFAULT_RULES):
        source = piece if isinstance(piece, str) else piece.source
        behind = at + len(raw_of(source))
        if isinstance(piece, Segment):
            weave = InHtml(piece.weave, starts_block=False)
            yield at, behind, source, piece.msgid, piece.kind, weave
        at = behind
