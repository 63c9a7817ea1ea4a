"""Declarations: YAML read into pydantic models, every mistake told with file, line and nearest word.

Numbers become exact decimals, never floats. All mistakes of a file are reported together.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from luji.base.kernel.problem import Problem, ProblemKind, Refused, Where

MOST_LEVELS = 60
MOST_NODES = 500_000
"""Aliases of aliases make a few lines mean millions of nodes: no declaration is like that."""

Key = tuple[int | str, ...]
Lines = dict[Key, int]
M = TypeVar("M", bound="Declared")

NOT_YAML = ProblemKind(
    "KRN-011", "不是有效的 YAML：{why}", "not valid YAML: {why}",
    "请检查缩进、引号和冒号后的空格。", "Check indentation, quotes and the blank after each colon.",
)  # fmt: skip
DUPLICATE_KEY = ProblemKind(
    "KRN-012",
    "键「{key}」出现两次（先在第 {first} 行）", "key '{key}' is given twice (first on line {first})",
    "请合并或删去一处。", "Merge them or delete one.",
)  # fmt: skip
UNKNOWN_KEY = ProblemKind(
    "KRN-013", "不认识的键「{key}」{hint_zh}", "unknown key '{key}'{hint_en}",
    "此处可用的键：{known}。", "Keys allowed here: {known}.",
)  # fmt: skip
MISSING_KEY = ProblemKind(
    "KRN-014", "缺少必填的键「{key}」", "the required key '{key}' is missing",
    "请补上。", "Add it.",
)  # fmt: skip
WRONG_VALUE = ProblemKind(
    "KRN-015", "「{key}」的值 {value} 不合要求：{why}", "the value {value} of '{key}' does not fit: {why}",
    "请按声明的类型改写。", "Rewrite it as the declaration asks.",
)  # fmt: skip
NO_FILE = ProblemKind(
    "KRN-016", "找不到声明文件或文件夹", "no such declaration file or folder",
    "请检查路径。", "Check the path.",
)  # fmt: skip


class Declared(BaseModel):
    """Base of everything declared in YAML: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Tree:
    """Plain data of one YAML file with the line of every node."""

    def __init__(self, data: Any, lines: Lines, file: str) -> None:
        self.data, self.lines, self.file = data, lines, file

    def where(self, *path: int | str) -> Where:
        """The place of a node, or of the nearest one above it."""
        key: Key = path
        while key not in self.lines and key:
            key = key[:-1]
        return Where(file=self.file, line=self.lines.get(key, 1))


class _Loader(yaml.CSafeLoader):
    """SafeLoader (libyaml's) whose numbers with a point are Decimals and which knows no yes/no booleans."""


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node).replace("_", ""))


def _day(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:  # 2020-02-30
        raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from error


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, form)
        for tag, form in pairs
        if tag not in ("tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int")
    ]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("!decimal", re.compile(r"[-+]?\d+\.\d+$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?(0|[1-9][0-9]*)$"), list("-+0123456789")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|false)$"), list("tf"))
_Loader.add_constructor("!decimal", _decimal)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def parse(text: str, file: str = "") -> Tree:
    """Read YAML text. Raises `Refused` with KRN-011 (syntax) or KRN-012 (duplicate keys)."""
    try:
        _refuse_deep(text)
        loader = _Loader(text)
        root = loader.get_single_node()
        lines: Lines = {}
        problems = list(_walk(root, (), lines, file)) if root is not None else []
        if problems:
            raise Refused(problems)
        data = loader.construct_document(root) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = Where(file=file, line=mark.line + 1 if mark else None)
        raise Refused([NOT_YAML(where, why=error.problem or "?")]) from error
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise Refused([NOT_YAML(Where(file=file), why=str(error).splitlines()[0])]) from error
    return Tree(data, lines, file)


def _refuse_deep(text: str) -> None:
    """Raise YAMLError for what is nested deeper than a declaration ever is: libyaml composes by recursion."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_LEVELS:
            raise yaml.YAMLError(f"nested deeper than {MOST_LEVELS} levels")


def parse_file(path: Path) -> Tree:
    """Read a YAML file (UTF-8). Raises `Refused`."""
    try:
        return parse(path.read_text("utf-8"), path.name)
    except OSError as error:
        raise Refused([NO_FILE(Where(file=str(path)))]) from error
    except UnicodeDecodeError as error:
        raise Refused([NOT_YAML(Where(file=path.name), why="not UTF-8")]) from error


def bind(tree: Tree, model: type[M], at: Key = ()) -> M:
    """The node at path `at` as a `model`. Raises `Refused` with every mistake in it."""
    data = tree.data
    for step in at:
        data = data[step]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Refused([_explain(tree, at, data, model, e) for e in error.errors()]) from error


def load(path: Path, model: type[M]) -> M:
    """One file, one declaration. Raises `Refused`."""
    return bind(parse_file(path), model)


def load_all(folder: Path, model: type[M], pattern: str = "*.yaml") -> list[M]:
    """Every file of a folder, in order of name; mistakes of all files are raised together."""
    found: list[M] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob(pattern)):
        try:
            found.append(load(path, model))
        except Refused as refused:
            problems.extend(refused.problems)
    if problems:
        raise Refused(problems)
    return found


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, when one is near enough."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def _walk(node: yaml.Node, path: Key, lines: Lines, file: str) -> Iterator[Problem]:
    lines[path] = node.start_mark.line + 1
    if len(lines) > MOST_NODES:
        raise yaml.YAMLError(f"more than {MOST_NODES} nodes")
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            yield from _walk(child, (*path, index), lines, file)
    elif isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key_node, child in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in seen:
                yield DUPLICATE_KEY(Where(file=file, line=line), key=key, first=seen[key])
            seen.setdefault(key, line)
            yield from _walk(child, (*path, key), lines, file)
            lines[(*path, key)] = line


def _explain(tree: Tree, at: Key, data: object, model: type[BaseModel], error: ErrorDetails) -> Problem:
    path = _real_path(data, error["loc"])
    key = str(path[-1]) if path else model.__name__
    where = tree.where(*at, *path)
    if error["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        known = sorted(_keys_near(model, path[:-1]))
        near = nearest(key, known)
        return UNKNOWN_KEY(
            where, key=key, known="、".join(known),
            hint_zh=f"，是否指「{near}」？" if near else "",
            hint_en=f", did you mean '{near}'?" if near else "",
        )  # fmt: skip
    if error["type"] == "missing":
        return MISSING_KEY(where, key=str(error["loc"][-1]))
    return WRONG_VALUE(where, key=key, value=repr(error["input"])[:60], why=error["msg"])


def _real_path(data: object, loc: tuple[int | str, ...]) -> Key:
    """The part of pydantic's location that exists in the data (it also names union branches)."""
    path: list[int | str] = []
    for step in loc:
        in_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if in_list or (isinstance(data, dict) and step in data):
            data = data[step]  # type: ignore[index]
            path.append(step)
    return tuple(path)


def _keys_near(model: type[BaseModel], path: Key) -> set[str]:
    """The keys allowed at `path` below `model`, unions and containers looked through."""
    models: set[type] = {model}
    for step in path:
        inner: set[type] = set()
        for one in models:
            inner |= set(_models_in(_fields(one).get(str(step))))
        models = inner or models
    return {name for one in models for name in _fields(one)}


def _fields(model: type) -> dict[str, Any]:
    """Key → annotation of a pydantic model or a dataclass."""
    if issubclass(model, BaseModel):
        return {f.alias or name: f.annotation for name, f in model.model_fields.items()}
    return {f.name: f.type for f in dataclasses.fields(model)} if dataclasses.is_dataclass(model) else {}


def _models_in(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and (
        issubclass(annotation, BaseModel) or dataclasses.is_dataclass(annotation)
    ):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)
