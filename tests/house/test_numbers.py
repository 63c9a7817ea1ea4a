"""The house numbers: sizes, docstrings, test files of the same name, few local imports."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = sorted(p for p in (ROOT / "luji").rglob("*.py") if "migrations" not in p.parts)
TREES = {p: ast.parse(p.read_text("utf-8")) for p in MODULES}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions() -> Iterator[tuple[Path, Function]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield path, node


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_600_lines() -> None:
    everything = [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    assert [str(p) for p in everything if lines(p) > 600] == []


def test_the_median_file_is_short() -> None:
    assert statistics.median(lines(p) for p in MODULES if lines(p) > 3) <= 150


def test_no_function_is_longer_than_60_lines() -> None:
    assert [f"{p.name}:{f.name} {length(f)}" for p, f in functions() if length(f) > 60] == []


def test_the_median_function_is_short() -> None:
    assert statistics.median(length(f) for _, f in functions()) <= 10


def test_every_module_has_a_sentence() -> None:
    missing = [
        str(p.relative_to(ROOT)) for p, tree in TREES.items() if tree.body and not ast.get_docstring(tree)
    ]
    assert missing == []


def public(path: Path) -> Iterator[ast.AST]:
    """Functions and classes a reader of the module meets: not private, not nested, not magic."""
    for node in TREES[path].body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from (n for n in node.body if isinstance(n, Function) and not n.name.startswith("_"))


def test_public_functions_are_documented() -> None:
    nodes = [(p, n) for p in MODULES for n in public(p)]
    missing = [f"{p.relative_to(ROOT)}:{n.name}" for p, n in nodes if not ast.get_docstring(n)]  # type: ignore[attr-defined, arg-type]
    assert len(missing) <= 0.05 * len(nodes), missing


def test_every_module_has_a_test_file_of_its_name() -> None:
    def mirror(path: Path) -> Path:
        inside = path.relative_to(ROOT / "luji")
        return ROOT / "tests" / inside.parent / f"test_{inside.name}"

    def has_code(path: Path) -> bool:
        return any(isinstance(n, Function | ast.ClassDef) for n in ast.walk(TREES[path]))

    missing = [str(p.relative_to(ROOT)) for p in MODULES if has_code(p) and not mirror(p).exists()]
    # A module of declarations only (problems, urls) is tested through those that use it.
    assert [m for m in missing if not m.endswith(("/problems.py", "/__init__.py", "/apps.py"))] == []


def test_tests_and_code_are_in_proportion() -> None:
    code = sum(lines(p) for p in MODULES)
    tests = sum(lines(p) for p in (ROOT / "tests").rglob("*.py"))
    assert 0.8 <= tests / code <= 1.4, f"{tests} lines of tests for {code} lines of code"


def test_imports_inside_functions_are_rare_and_explained() -> None:
    local = []
    total = 0
    for path, tree in TREES.items():
        source = path.read_text("utf-8").splitlines()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                total += 1
                if node.col_offset > 0 and "TYPE_CHECKING" not in source[node.lineno - 2]:
                    said = "#" in source[node.lineno - 1] or source[node.lineno - 2].lstrip().startswith("#")
                    local.append((str(path.relative_to(ROOT)), node.lineno, said))
    assert [entry for entry in local if not entry[2]] == []
    assert len(local) <= 0.01 * total + 1, local


def test_no_drawer_stands_in_for_a_room() -> None:
    drawers = {"utils.py", "helpers.py", "common.py", "services.py", "managers.py", "misc.py"}
    assert [str(p) for p in MODULES if p.name in drawers] == []


def test_no_todo_without_an_issue() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    found = [
        f"{p.relative_to(ROOT)}:{n}"
        for p in MODULES
        for n, line in enumerate(p.read_text("utf-8").splitlines(), 1)
        if any(f"# {m}" in line for m in marks)
    ]
    assert found == []


def test_no_problem_number_is_given_twice() -> None:
    seen: dict[str, str] = {}
    twice = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ProblemKind" and node.args:
                code = ast.literal_eval(node.args[0])
                if code in seen:
                    twice.append((code, seen[code], str(path)))
                seen[code] = str(path)
    assert twice == []
