"""Every message of fields has a number of its own, both languages and a cure."""

from luji.base.kernel.problem import ProblemKind
from luji.record.registers import field_problems, problems


def kinds(module):
    return [one for one in vars(module).values() if isinstance(one, ProblemKind)]


def test_numbers_are_given_once():
    numbers = [kind.code for kind in (*kinds(field_problems), *kinds(problems))]
    assert len(numbers) == len(set(numbers))
    assert all("REG-501" <= kind.code <= "REG-549" for kind in kinds(field_problems))


def test_every_message_is_whole():
    for kind in kinds(field_problems):
        assert all((kind.zh, kind.en, kind.cure_zh, kind.cure_en)), kind.code
