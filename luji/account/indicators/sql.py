"""Expressions as SQL: the kernel's tree rendered into sqlglot's, with the kernel's meaning of null."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB

from luji.base.kernel.syntax import Binary, Call, Constant, In, IsNull, Name, Node, Param, Unary

_OPERATORS: dict[str, type[exp.Binary]] = {
    "+": exp.Add, "-": exp.Sub, "*": exp.Mul, "==": exp.EQ, "!=": exp.NEQ, "<": exp.LT, "<=": exp.LTE,
    ">": exp.GT, ">=": exp.GTE, "and": exp.And, "or": exp.Or,
}  # fmt: skip


def written(statement: exp.Expr) -> str:
    """The statement in DuckDB's SQL."""
    return statement.sql(DuckDB)


def column(name: str) -> exp.Column:
    """A quoted column."""
    return exp.column(name, quoted=True)


def render(node: Node) -> exp.Expr:
    """The expression as SQL. Parameters must have been bound; division is refused by the catalogue."""
    match node:
        case Constant(value):
            return literal(value)
        case Name(name):
            return column(name)
        case Unary("not", operand):
            return exp.Not(this=_in_brackets(operand))
        case Unary(_, operand):
            return exp.Neg(this=_in_brackets(operand))
        case Binary(op, left, right):
            return _OPERATORS[op](this=_in_brackets(left), expression=_in_brackets(right))
        case In(operand, choices, negated):
            found = exp.In(this=_in_brackets(operand), expressions=[render(c) for c in choices])
            return exp.Not(this=exp.Paren(this=found)) if negated else found
        case IsNull(operand, negated):
            test = exp.Is(this=_in_brackets(operand), expression=exp.Null())
            return exp.Not(this=exp.Paren(this=test)) if negated else test
        case Call(name, args):
            return _call(name, [render(a) for a in args])
        case Param(name):
            raise ValueError(f"parameter @{name} was not bound")


def literal(value: Decimal | str | bool | date | None) -> exp.Expr:
    """A constant; days as DATE."""
    if value is None:
        return exp.Null()
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    if isinstance(value, Decimal):
        number = exp.Literal.number(f"{abs(value):f}")
        return exp.Neg(this=number) if value < 0 else number
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), exp.DataType.Type.DATE)
    return exp.Literal.string(value)


def month_of(time: exp.Expr) -> exp.Expr:
    """Months since year 0, so that neighbouring months are neighbouring whole numbers."""
    years = exp.Mul(this=exp.Year(this=time), expression=exp.Literal.number(12))
    return exp.Sub(
        this=exp.Add(this=years, expression=exp.Month(this=time)), expression=exp.Literal.number(1)
    )


def all_of(tests: Iterable[exp.Expr | None]) -> exp.Expr | None:
    """The tests joined by AND; None when there are none."""
    held = [exp.paren(t) for t in tests if t is not None]
    return exp.and_(*held) if held else None


def _in_brackets(node: Node) -> exp.Expr:
    made = render(node)
    return exp.Paren(this=made) if isinstance(made, exp.Binary | exp.Not | exp.Unary) else made


def _call(name: str, args: list[exp.Expr]) -> exp.Expr:
    if name == "if":
        test, yes, no = args
        return exp.Case().when(test, yes).when(exp.Not(this=exp.Paren(this=test.copy())), no)
    if name in ("min", "max"):
        kind = exp.Least if name == "min" else exp.Greatest
        absent = exp.or_(*(exp.Is(this=exp.paren(a.copy()), expression=exp.Null()) for a in args))
        return exp.Case().when(absent, exp.Null()).else_(kind(this=args[0], expressions=args[1:]))
    if name == "days":
        later, earlier = (exp.cast(a, exp.DataType.Type.DATE) for a in args)
        return exp.DateDiff(this=later, expression=earlier, unit=exp.var("DAY"))
    if name == "minutes":
        later, earlier = (exp.cast(a, exp.DataType.Type.TIMESTAMP) for a in args)
        return exp.DateDiff(this=later, expression=earlier, unit=exp.var("MINUTE"))
    if name == "round":
        return exp.Round(this=args[0], decimals=args[1] if len(args) > 1 else exp.Literal.number(0))
    return {"abs": exp.Abs, "year": exp.Year, "month": exp.Month}[name](this=args[0])
