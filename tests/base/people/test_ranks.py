"""Police ranks: thirteen of them, found by code or label."""

import pytest

from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.base.people.ranks import find_rank, load_ranks

RANKS = load_ranks(Content.shipped().files("people"))


def test_the_regulation_has_thirteen_from_high_to_low():
    labels = [rank.label.zh for rank in RANKS.values()]
    assert len(labels) == len(set(labels)) == 13
    assert (labels[0], labels[-1]) == ("总警监", "二级警员")
    assert all(rank.label.en for rank in RANKS.values())


@pytest.mark.parametrize("text", ["supervisor_1", "一级警督", "Supervisor, first class", " 一级警督 "])
def test_a_rank_is_found_by_code_or_label(text):
    assert find_rank(RANKS, text) == "supervisor_1"


def test_none_is_none():
    assert find_rank(RANKS, "  ") == ""


@pytest.mark.parametrize("text", ["四级警督", "警督", "1", "supervisor", "x" * 5000])
def test_others_are_refused_with_the_list(text):
    with pytest.raises(Refused, match=r"PPL-206.*一级警督"):
        find_rank(RANKS, text)


@pytest.mark.parametrize(
    "text", ["ranks: {a: {label: {zh: 甲, en: A}}}", "source: {zh: x, en: x}\nranks: {a: {name: b}}", "[]"]
)
def test_a_broken_file_is_refused(tmp_path, text):
    path = tmp_path / "ranks.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused):
        load_ranks([path])
