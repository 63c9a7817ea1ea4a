"""The department: declared names, codes where nothing is declared."""

from luji.base.people import department


def test_what_is_declared_has_a_name():
    here = department.current()
    assert here.unit("hh-hecheng").zh == "鹤城大队"
    assert here.role("admin").zh == "系统管理员"
    assert here.rank("supervisor_1").zh == "一级警督"


def test_what_is_gone_keeps_its_code():
    here = department.current()
    assert [say.zh for say in (here.unit("u"), here.role("r"), here.rank("k"))] == ["u", "r", "k"]


def test_it_is_read_once():
    assert department.current() is department.current()


def test_every_role_of_the_police_is_there():
    labels = [role.label.zh for role in department.current().roles.values()]
    for wanted in (
        "民警",
        "大队领导",
        "法制员",
        "支队领导",
        "财务",
        "装备",
        "指挥中心",
        "宣传",
        "督察",
        "总队审核",
        "系统管理员",
        "外部协同单位",
    ):
        assert wanted in labels


def test_a_departments_own_folder_hides_the_shipped_units(tmp_path, settings):
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "own.yaml").write_text(
        "units:\n  - {code: a, name: {zh: 甲局, en: A}, short: {zh: 甲, en: A}, kind: bureau}\n", "utf-8"
    )
    settings.LUJI_CONTENT = tmp_path
    department.current.cache_clear()
    try:
        assert department.current().units.root.code == "a"
        assert "admin" in department.current().roles
    finally:
        department.current.cache_clear()
