"""A workflow drawn: states in layers from the first to the last, acts as arrows, returns dashed; plain SVG.

Only attributes are set, no style: the page's policy lets nothing else through. The drawing is for the eye;
what it says stands in the tables beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from luji.base.kernel.text import Lang
from luji.record.workflow.spec import Workflow

WIDTH, HEIGHT, ACROSS, DOWN = 168, 40, 200, 104
LANE, EDGE, LETTER, LINE = 30, 14, 7, 15
INK, LIGHT, GOOD, BACK, GROUND = "#1f2d3d", "#5b6b7c", "#1f7a4d", "#a4461d", "#ffffff"


@dataclass(frozen=True)
class Spot:
    """Where a state stands: its layer and its place in the layer."""

    layer: int
    place: int

    @property
    def left(self) -> int:
        """Pixels from the left."""
        return EDGE + self.place * ACROSS

    @property
    def top(self) -> int:
        """Pixels from the top."""
        return EDGE + self.layer * DOWN


@dataclass(frozen=True)
class Arrow:
    """All acts that lead from one state to another."""

    start: str
    end: str
    labels: tuple[str, ...]
    returns: bool


def svg(flow: Workflow, lang: Lang, title: str) -> str:
    """The drawing as an SVG element."""
    spots, listed = layered(flow), list(arrows(flow, lang))
    aside = [one for one in listed if spots[one.end].layer != spots[one.start].layer + 1]
    across = max(spot.place for spot in spots.values()) + 1
    right = EDGE + across * ACROSS
    longest = max((len(label) for one in listed for label in one.labels), default=0)
    width = right + len(aside) * LANE + longest * 12
    height = EDGE * 2 + max(spot.layer for spot in spots.values()) * DOWN + HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-label="{escape(title)}" font-family="sans-serif">',
        *_heads(),
        *(part for one in listed if one not in aside for part in _straight(one, spots)),
        *(part for lane, one in enumerate(aside) for part in _round(one, spots, right + lane * LANE)),
        *(part for name, spot in spots.items() for part in _box(flow, name, spot, lang)),
        "</svg>",
    ]  # fmt: skip
    return "\n".join(parts)


def layered(flow: Workflow) -> dict[str, Spot]:
    """Each state in the layer of the fewest steps, returns not counted, from the first state."""
    depth = {flow.initial: 0}
    waiting = [flow.initial]
    while waiting:
        here = waiting.pop(0)
        for _, action in sorted(flow.leaving(here), key=lambda pair: pair[1].returns):
            if action.to not in depth:
                depth[action.to] = depth[here] + 1
                waiting.append(action.to)
    last = max(depth.values()) + 1
    places: dict[int, int] = {}
    found = {}
    for name in flow.board:
        layer = depth.get(name, last)
        found[name] = Spot(layer, places.get(layer, 0))
        places[layer] = places.get(layer, 0) + 1
    return found


def arrows(flow: Workflow, lang: Lang) -> Iterator[Arrow]:
    """One arrow for each pair of states that acts connect."""
    between: dict[tuple[str, str], list[str]] = {}
    for name, action in flow.actions.items():
        for start in action.from_:
            between.setdefault((start, action.to), []).append(name)
    for (start, end), names in between.items():
        labels = tuple(flow.actions[name].label.say(lang) for name in names)
        yield Arrow(start, end, labels, all(flow.actions[name].returns for name in names))


def _heads() -> list[str]:
    return [
        "<defs>",
        *(
            f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7"'
            f' orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="{colour}"/></marker>'
            for name, colour in (("head", LIGHT), ("back", BACK))
        ),
        "</defs>",
    ]  # fmt: skip


def _box(flow: Workflow, name: str, spot: Spot, lang: Lang) -> Iterator[str]:
    state = flow.states[name]
    colour = GOOD if state.final else INK
    thick = 3 if state.decision else 1.5
    yield (
        f'<rect x="{spot.left}" y="{spot.top}" width="{WIDTH}" height="{HEIGHT}" rx="8" fill="{GROUND}"'
        f' stroke="{colour}" stroke-width="{thick}"/>'
    )
    middle, base = spot.left + WIDTH // 2, spot.top + HEIGHT // 2 + 5
    said = escape(_cut(state.label.say(lang), WIDTH))
    place = f'x="{middle}" y="{base}" text-anchor="middle"'
    yield f'<text {place} fill="{colour}" font-weight="600">{said}</text>'


def _straight(one: Arrow, spots: Mapping[str, Spot]) -> Iterator[str]:
    start, end = spots[one.start], spots[one.end]
    x1, y1 = start.left + WIDTH // 2, start.top + HEIGHT
    x2, y2 = end.left + WIDTH // 2, end.top - 2
    yield f'<path d="M{x1} {y1} L{x2} {y2}" fill="none" {_line(one)}/>'
    above = (len(one.labels) - 1) * LINE // 2 - 4
    yield from _labels(one.labels, (x1 + x2) // 2 + 6, (y1 + y2) // 2 - above, one)


def _round(one: Arrow, spots: Mapping[str, Spot], lane: int) -> Iterator[str]:
    """An arrow that passes the others by, in a lane of its own on the right."""
    start, end = spots[one.start], spots[one.end]
    x1, y1 = start.left + WIDTH, start.top + HEIGHT // 2 + 8
    x2, y2 = end.left + WIDTH + 2, end.top + HEIGHT // 2 - 8
    turn = 8 if y2 > y1 else -8
    yield (
        f'<path d="M{x1} {y1} H{lane - 8} Q{lane} {y1} {lane} {y1 + turn} V{y2 - turn}'
        f' Q{lane} {y2} {lane - 8} {y2} H{x2}" fill="none" {_line(one)}/>'
    )
    yield from _labels(one.labels, lane + 5, y1 + (26 if turn > 0 else -14), one)


def _labels(labels: Sequence[str], x: int, y: int, one: Arrow) -> Iterator[str]:
    colour = BACK if one.returns else LIGHT
    for number, label in enumerate(labels):
        yield (
            f'<text x="{x}" y="{y + number * LINE}" fill="{colour}" stroke="{GROUND}" stroke-width="3"'
            f' paint-order="stroke">{escape(label)}</text>'
        )


def _line(one: Arrow) -> str:
    if one.returns:
        return f'stroke="{BACK}" stroke-width="1.3" stroke-dasharray="5 4" marker-end="url(#back)"'
    return f'stroke="{LIGHT}" stroke-width="1.3" marker-end="url(#head)"'


def _cut(text: str, width: int) -> str:
    """A label no wider than its box, roughly: a Chinese letter is two Latin ones wide."""
    room = width // LETTER - 2
    found = ""
    for letter in text:
        room -= 1 if ord(letter) < 0x2E80 else 2
        if room < 0:
            return found + "…"
        found += letter
    return found
