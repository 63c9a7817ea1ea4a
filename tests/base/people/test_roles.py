"""Roles as content."""

import pytest

from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.base.people.roles import find_role, load_roles

SHIPPED = load_roles(Content.shipped().files("posts"))


def test_the_thirteen_roles_of_a_detachment_are_declared():
    said = [role.label.zh for role in SHIPPED.values()]
    assert said == ["民警", "大队领导", "法制员", "支队领导", "财务", "装备", "指挥中心", "宣传", "督察", "政工", "总队审核", "系统管理员", "外部协同单位"]  # fmt: skip


def test_a_role_is_found_by_code_and_label():
    assert (
        find_role(SHIPPED, "officer")
        == find_role(SHIPPED, "民警")
        == find_role(SHIPPED, "Officer")
        == "officer"
    )
    with pytest.raises(Refused, match="PPL-202"):
        find_role(SHIPPED, "局长")


def test_a_role_declared_twice_is_refused(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text("roles: {x: {label: {zh: 甲, en: A}}}", "utf-8")
    with pytest.raises(Refused, match="PPL-201"):
        load_roles(sorted(tmp_path.glob("*.yaml")))
