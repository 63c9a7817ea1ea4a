"""The trace: a figure as a tree down to the row keys it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from luji.account.indicators.figure import Figure
from luji.base.kernel.text import Lang, Text


@dataclass(frozen=True)
class Trace:
    """A figure, what its definition says, the rows it counts (base indicators) or the figures below it.

    `row_keys` may be cut; `rows_total` tells how many there are.
    """

    figure: Figure
    definition: Text
    source: Text | None = None
    note: Text | None = None
    children: tuple[Trace, ...] = ()
    row_keys: tuple[str, ...] = ()
    rows_total: int = 0

    def as_json(self) -> dict[str, object]:
        """The tree as JSON: the figure's own members and `definition_text`, `children`, `row_keys`."""
        found = self.figure.as_json() | {
            "definition_text": self.definition.zh,
            "definition_text_en": self.definition.en,
            "children": [child.as_json() for child in self.children],
        }
        if self.source:
            found["source"] = self.source.zh
        if not self.children:
            found |= {"row_keys": list(self.row_keys), "row_keys_left_out": self.left_out}
        return found

    @property
    def left_out(self) -> int:
        """How many row keys were not listed."""
        return self.rows_total - len(self.row_keys)

    def lines(self, lang: Lang = "zh", depth: int = 0) -> Iterator[str]:
        """The tree as indented lines of text."""
        zh, pad, figure = lang == "zh", "  " * depth, self.figure
        head = f"{figure.label.say(lang)} [{figure.key}] {figure.unit} {figure.period.label(lang)}"
        yield f"{pad}{head}：{figure.display(lang)}" if zh else f"{pad}{head}: {figure.display(lang)}"
        yield f"{pad}  {'口径' if zh else 'definition'} {figure.definition[:12]}  {self.definition.say(lang)}"
        for name, value, source in figure.parameters if not self.children else ():
            yield f"{pad}  @{name} = {value}（{source}）" if zh else f"{pad}  @{name} = {value} ({source})"
        if figure.query:
            yield f"{pad}  SQL {figure.query}"
        yield f"{pad}  {f'来源行 {self.rows_total}' if zh else f'rows {self.rows_total}'}"
        yield from (f"{pad}    {key}" for key in self.row_keys)
        if self.row_keys and self.left_out:
            yield f"{pad}    {f'……另有 {self.left_out} 行' if zh else f'… and {self.left_out} more'}"
        for child in self.children:
            yield from child.lines(lang, depth + 1)
