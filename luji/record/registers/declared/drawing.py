"""A workflow drawn like a plan of tracks: states below one another, each act on a line of its own; plain SVG.

From the end of its line an act runs along a track of its own to the state it leads to; returns are dashed. No
text ever lies over another, however many acts there are. Only attributes are set, no style: the page's policy
lets nothing else through. The drawing is for the eye; what it says stands in the tables beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from math import ceil

from luji.base.kernel.text import Lang
from luji.record.workflow.spec import Workflow

EDGE, BETWEEN, LEAST, LINE, ENTRY, LANE = 14, 18, 40, 22, 14, 14
"""Pixels: border, between states, a state without acts, a line, from a state's top to its entry, a track."""
WIDE, NARROW = 15.0, 8.2
"""Pixels of a Chinese and of a Latin letter, rather too many than too few."""
INK, LIGHT, GOOD, BACK, GROUND = "#1f2d3d", "#5b6b7c", "#1f7a4d", "#a4461d", "#ffffff"


@dataclass(frozen=True)
class Act:
    """One act from one state: its words and the state it leads to."""

    name: str
    start: str
    end: str
    label: str
    returns: bool


@dataclass(frozen=True)
class Plan:
    """Where things stand, in pixels: top and height of states, the line of acts; and the track of acts."""

    top: Mapping[str, int]
    tall: Mapping[str, int]
    line: Mapping[Act, int]
    track: Mapping[Act, int]

    def entry(self, state: str) -> int:
        """The height at which everything that leads to a state comes in."""
        return self.top[state] + ENTRY


def svg(flow: Workflow, lang: Lang, title: str) -> str:
    """The drawing as an SVG element."""
    acts = list(acts_of(flow, lang))
    plan = planned(ordered(flow), acts)
    box = max(wide(state.label.say(lang)) for state in flow.states.values()) + 2 * EDGE
    words = EDGE + box + BETWEEN
    tracks = words + max((wide(act.label) for act in acts), default=0) + BETWEEN
    width = tracks + (max(plan.track.values(), default=0) + 1) * LANE + EDGE
    height = max(plan.top[name] + plan.tall[name] for name in flow.states) + EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-label="{escape(title)}" font-family="sans-serif"'
        ' font-size="14">',
        *_heads(),
        # Returns first: where they share the way into a state with others, the way is solid.
        *(_way(act, plan, box, words, tracks) for act in sorted(acts, key=lambda one: not one.returns)),
        *(_words(act, plan, words) for act in acts),
        *(part for name in flow.states for part in _box(flow, name, plan, box, lang)),
        "</svg>",
    ]  # fmt: skip
    return "\n".join(parts)


def ordered(flow: Workflow) -> list[str]:
    """The states by the fewest steps from the first, returns not counted; of one distance as on the board."""
    steps = {flow.initial: 0}
    waiting = [flow.initial]
    while waiting:
        here = waiting.pop(0)
        for _, action in sorted(flow.leaving(here), key=lambda pair: pair[1].returns):
            if action.to not in steps:
                steps[action.to] = steps[here] + 1
                waiting.append(action.to)
    return sorted(flow.board, key=lambda name: (steps.get(name, len(flow.states)), flow.board.index(name)))


def acts_of(flow: Workflow, lang: Lang) -> Iterator[Act]:
    """Every act from every state it may start from, in declared order."""
    for name, action in flow.actions.items():
        for start in action.from_:
            yield Act(name, start, action.to, action.label.say(lang), action.returns)


def planned(states: Sequence[str], acts: Sequence[Act]) -> Plan:
    """Heights for the states in order, a line for each act, and tracks that never lie over each other."""
    from_ = {state: [act for act in acts if act.start == state] for state in states}
    tall = {state: max(LEAST, ENTRY + LINE * len(mine) + ENTRY // 2) for state, mine in from_.items()}
    starts = accumulate((tall[state] + BETWEEN for state in states), initial=EDGE)
    top = dict(zip(states, starts, strict=False))
    line = {
        act: top[state] + ENTRY + LINE * (place + 1) - LINE // 4
        for state, mine in from_.items()
        for place, act in enumerate(mine)
    }
    return Plan(top, tall, line, _tracks(line, top))


def _tracks(line: Mapping[Act, int], top: Mapping[str, int]) -> dict[Act, int]:
    """The innermost track that is free along an act's whole way; short ways choose first."""
    ways = {act: tuple(sorted((y, top[act.end] + ENTRY))) for act, y in line.items()}
    taken: list[list[tuple[int, ...]]] = []
    found = {}
    for act, (upper, lower) in sorted(ways.items(), key=lambda pair: pair[1][1] - pair[1][0]):
        track = next(
            (n for n, held in enumerate(taken) if all(lower < up or low < upper for up, low in held)),
            len(taken),
        )
        if track == len(taken):
            taken.append([])
        taken[track].append((upper, lower))
        found[act] = track
    return found


def wide(text: str) -> int:
    """How many pixels a text takes, about."""
    return ceil(sum(NARROW if ord(letter) < 0x2E80 else WIDE for letter in text))


def _heads() -> list[str]:
    return [
        "<defs>",
        *(
            f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7"'
            f' orient="auto"><path d="M0 0 10 5 0 10z" fill="{colour}"/></marker>'
            for name, colour in (("head", LIGHT), ("back", BACK))
        ),
        "</defs>",
    ]  # fmt: skip


def _box(flow: Workflow, name: str, plan: Plan, box: int, lang: Lang) -> Iterator[str]:
    state, top, tall = flow.states[name], plan.top[name], plan.tall[name]
    colour = GOOD if state.final else INK
    yield (
        f'<rect x="{EDGE}" y="{top}" width="{box}" height="{tall}" rx="8" fill="{GROUND}"'
        f' stroke="{colour}" stroke-width="{3 if state.decision else 1.5}"/>'
    )
    place = f'x="{EDGE + box // 2}" y="{top + tall // 2 + 5}" text-anchor="middle"'
    yield f'<text {place} fill="{colour}" font-weight="600">{escape(state.label.say(lang))}</text>'


def _words(act: Act, plan: Plan, left: int) -> str:
    colour = BACK if act.returns else INK
    return f'<text x="{left}" y="{plan.line[act] + 5}" fill="{colour}">{escape(act.label)}</text>'


def _way(act: Act, plan: Plan, box: int, words: int, tracks: int) -> str:
    """From the state past the words to the track, along it, and back into the state it leads to."""
    start, end, across = plan.line[act], plan.entry(act.end), tracks + plan.track[act] * LANE
    turn = 6 if end > start else -6
    path = (
        f"M{EDGE + box} {start} H{words - 4} M{words + wide(act.label)} {start} H{across - 6}"
        f" Q{across} {start} {across} {start + turn} V{end - turn}"
        f" Q{across} {end} {across - 6} {end} H{EDGE + box + 2}"
    )
    dashed, colour, head = (' stroke-dasharray="5 4"', BACK, "back") if act.returns else ("", LIGHT, "head")
    drawn = f'fill="none" stroke="{colour}" stroke-width="1.3"{dashed} marker-end="url(#{head})"'
    return f'<path d="{path}" {drawn}/>'
