"""The catalogue: all indicators and parameters of an installation, read and checked as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from luji.account.indicators import problems
from luji.account.indicators.checks import KEY, Checker, column_types, parameter_type
from luji.account.indicators.definition import Definition
from luji.account.indicators.spec import IndicatorFile, ParameterSpec, ParameterValue
from luji.base.facts.spec import FactTable
from luji.base.kernel.content import Content
from luji.base.kernel.declaration import Tree, bind, parse_file
from luji.base.kernel.expression import Type, hint, parse
from luji.base.kernel.problem import Problem, Refused


class Catalogue:
    """Checked indicators by key, sorted, and the dated parameters they read."""

    def __init__(
        self, definitions: Mapping[str, Definition], parameters: Mapping[str, ParameterSpec],
        tables: Mapping[str, FactTable],
    ) -> None:  # fmt: skip
        self.indicators = {key: definitions[key] for key in sorted(definitions)}
        self.parameters = dict(sorted(parameters.items()))
        self.tables = dict(tables)

    @classmethod
    def load(cls, folders: Iterable[Path], tables: Mapping[str, FactTable]) -> Catalogue:
        """Read `indicators/` and `parameters/` of content folders, the most general first.

        A later folder's file hides an earlier one of the same name, and its indicator one of the same
        key. Raises `Refused` with every mistake of every file.
        """
        content = Content(tuple(folders))
        reader = _Reader(content, tables)
        reader.read_parameters()
        reader.read_indicators()
        reader.connect()
        if reader.problems:
            raise Refused(reader.problems)
        return cls(reader.definitions, reader.parameters, tables)

    def __iter__(self) -> Iterator[Definition]:
        return iter(self.indicators.values())

    def __contains__(self, key: object) -> bool:
        return key in self.indicators

    def __len__(self) -> int:
        return len(self.indicators)

    def find(self, key: str) -> Definition:
        """The indicator. Raises `Refused` (IND-006) with the nearest key."""
        if key not in self.indicators:
            raise Refused([problems.NO_INDICATOR(None, name=key, **hint(key, self.indicators))])
        return self.indicators[key]

    def bases(self, key: str) -> list[Definition]:
        """The indicators over rows that this one comes down to, each once (itself when it is one)."""
        found = self.find(key)
        if found.base:
            return [found]
        below = (base for part in found.parts for base in self.bases(part))
        return list({base.key: base for base in below}.values())

    def looks_back(self, key: str) -> bool:
        """Whether a formula on the way down asks for `previous(…)`, rows of the year before."""
        found = self.find(key)
        return any(":" in name for name in found.reads) or any(self.looks_back(part) for part in found.parts)

    def parameters_of(self, key: str) -> list[str]:
        """Every parameter read by the indicator or by what it comes down to."""
        found = self.find(key)
        below = [name for part in found.parts for name in self.parameters_of(part)]
        return list(dict.fromkeys([*found.parameters, *below]))

    def values_within(self, name: str, start: date, end: date) -> list[ParameterValue]:
        """The values of a parameter in force between two days, both inside."""
        return self.parameters[name].within(start, end)


class _Reader:
    """Reads the files one after another, collecting problems instead of stopping."""

    def __init__(self, content: Content, tables: Mapping[str, FactTable]) -> None:
        self.content, self.tables = content, tables
        self.problems: list[Problem] = []
        self.parameters: dict[str, ParameterSpec] = {}
        self.types: dict[str, Type] = {}
        self.definitions: dict[str, Definition] = {}
        self._from: dict[str, Path] = {}

    def read_parameters(self) -> None:
        """Every parameter of every file."""
        for path, tree in self._trees("parameters"):
            for name in tree.data or {}:
                try:
                    self._parameter(str(name), path, tree)
                except Refused as refused:
                    self.problems.extend(refused.problems)

    def _parameter(self, name: str, path: Path, tree: Tree) -> None:
        spec = bind(tree, ParameterSpec, (name,))
        if not KEY.fullmatch(name) or "." in name:
            self.problems.append(
                problems.BAD_KEY(tree.where(name), key=name, what_zh="参数名", what_en="a parameter's name")
            )
        days = [v.valid_from for v in spec.values]
        if len(set(days)) < len(days):
            self._bad_parameter(name, tree, "同一起始日有两个值", "two values begin on one day")
        if not spec.values:
            self._bad_parameter(name, tree, "一个值也没有", "there is none")
            return
        try:
            self.types[name] = parameter_type(spec)
        except ValueError:
            self._bad_parameter(name, tree, "各值类型不一", "they are not of one type")
        if self._first(f"@{name}", name, path, tree, (name,)):
            self.parameters[name] = spec

    def _bad_parameter(self, name: str, tree: Tree, zh: str, en: str) -> None:
        where = tree.where(name, "values")
        self.problems.append(problems.BAD_PARAMETER(where, name=name, why_zh=zh, why_en=en))

    def read_indicators(self) -> None:
        """Every indicator of every file."""
        for path, tree in self._trees("indicators"):
            try:
                file = bind(tree, IndicatorFile)
            except Refused as refused:
                self.problems.extend(refused.problems)
                continue
            for key, spec in file.indicators.items():
                grouped = spec if spec.group else spec.model_copy(update={"group": file.group})
                checker = Checker(key, grouped, tree, file.table, self.tables, self.types)
                made = checker.definition()
                self.problems.extend(checker.problems)
                if self._first(key, key, path, tree, ("indicators", key)) and made:
                    self.definitions[key] = made

    def _first(self, name: str, key: str, path: Path, tree: Tree, at: tuple[str, ...]) -> bool:
        """Whether the name is new, or overlaid from a later folder; else a problem is noted."""
        other = self._from.setdefault(name, path)
        if other.parent == path.parent and other != path:
            self.problems.append(problems.TWICE(tree.where(*at), key=key, other=other.name))
            return False
        rank = [folder / path.parent.name for folder in self.content.folders].index
        if rank(path.parent) < rank(other.parent):
            return False
        self._from[name] = path
        return True

    def _trees(self, room: str) -> Iterator[tuple[Path, Tree]]:
        for path in self.content.files(room):
            try:
                yield path, parse_file(path)
            except Refused as refused:
                self.problems.extend(refused.problems)

    def connect(self) -> None:
        """Check what formulas and trends refer to, then hash every definition after its parts.

        Only when every indicator stands: else one mistake would be told again by all that refer to it.
        """
        if self.problems:
            return
        for definition in self.definitions.values():
            self.problems.extend(self._part_problems(definition))
        if not self.problems:
            self._hash()

    def _part_problems(self, definition: Definition) -> Iterator[Problem]:
        for part in definition.parts:
            if part not in self.definitions:
                yield problems.NO_INDICATOR(definition.where, name=part, **hint(part, self.definitions))
            elif not self._is_number(self.definitions[part]):
                yield problems.NOT_A_NUMBER(definition.where, key=definition.key, part=part)

    def _is_number(self, definition: Definition) -> bool:
        if definition.measure != "latest" or definition.table is None:
            return True
        return parse(definition.spec.latest or "").check(column_types(definition.table)).kind == "number"

    def _hash(self) -> None:
        hashes: dict[str, str] = {}
        for key in self.definitions:
            self._hash_one(key, hashes, ())
            if self.problems:
                return
        self.definitions = {k: replace(d, hash=hashes[k]) for k, d in self.definitions.items()}

    def _hash_one(self, key: str, hashes: dict[str, str], above: tuple[str, ...]) -> None:
        if key in hashes or self.problems:
            return
        definition = self.definitions[key]
        if key in above:
            path = " → ".join((*above[above.index(key) :], key))
            self.problems.append(problems.CYCLE(definition.where, path=path))
            return
        for part in definition.parts:
            self._hash_one(part, hashes, (*above, key))
        if not self.problems:
            hashes[key] = definition.hashed(hashes)
