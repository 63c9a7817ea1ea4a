"""The report laid out: every value once, in order, with what is printed around it."""

from luji.account.reports.document import Cell, Run, Table
from luji.account.reports.flat import Flat, grid


def table(*rows):
    return Table("t", "表", "", (), (rows[0],), rows[1:])


def test_every_value_of_body_and_tables_is_there_once(shipped):
    flat = Flat(shipped)
    values = [run for run in shipped.runs() if run.text and (run.figure or run.line)]
    assert [piece.run for piece in flat.pieces if piece.bound] == [
        run for run in values if not (run.figure and run.text == run.figure.label.zh)
    ]


def test_the_text_is_what_the_plain_text_says_with_the_tables_after_it(shipped):
    flat = Flat(shipped)
    for line in shipped.text().splitlines():
        assert line in flat.text
    assert flat.text.index("附件1") < flat.text.index("附件2")


def test_every_token_has_one_owner(shipped):
    flat = Flat(shipped)
    assert sorted(n for members in flat.members for n in members) == list(range(len(flat.tokens)))


def test_a_token_that_reaches_into_a_value_is_the_value_s(made, figure):
    flat = Flat(made("# 节\n\n阅读超{a.b}。\n", {"a.b": figure("a.b")}))
    (piece,) = [n for n, piece in enumerate(flat.pieces) if piece.bound and piece.part == 0]
    (token,) = (flat.tokens[n] for n in flat.members[piece] if flat.tokens[n].number)
    assert token.bound == "超"


def test_what_follows_a_number_within_its_value(made, figure):
    flat = Flat(made("# 节\n\n阅读{a.b}人。\n", {"a.b": figure("a.b")}))
    (piece,) = [n for n, piece in enumerate(flat.pieces) if piece.bound and piece.part == 0]
    assert flat.after(flat.members[piece][0]) == "次"


def test_a_name_of_a_figure_is_no_value(made):
    flat = Flat(made("# 节\n\n指标是{a.b|label}。\n"))
    assert not any(piece.bound for piece in flat.pieces if piece.part == 0)


def cell(text, **more):
    return Cell((Run(text),), **more)


def test_a_grid_leaves_cells_empty_that_are_covered_from_above():
    rows = [
        (cell("类"), cell("目"), cell("数")),
        (cell("甲", down=2), cell("一"), cell("1")),
        (cell("二"), cell("2")),
        (cell("合计", across=2), cell("3")),
    ]
    assert grid(table(*rows)) == [
        [("类", 1), ("目", 1), ("数", 1)],
        [("甲", 1), ("一", 1), ("1", 1)],
        [("", 1), ("二", 1), ("2", 1)],
        [("合计", 2), ("3", 1)],
    ]


def test_a_grid_with_a_cell_both_wide_and_high():
    rows = [(cell("甲", across=2, down=3), cell("1")), (cell("2"),), (cell("3"),)]
    assert grid(table(*rows)) == [[("甲", 2), ("1", 1)], [("", 2), ("2", 1)], [("", 2), ("3", 1)]]


def test_every_row_of_the_shipped_tables_is_as_wide_as_the_table(shipped):
    for one in shipped.tables:
        assert {sum(span for _, span in row) for row in grid(one)} == {len(one.widths)}
