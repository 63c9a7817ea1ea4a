"""Fetching front-end files: what the lock says, all or nothing, once."""

import gzip
import json
import re
import subprocess

import pytest

from luji.base.kernel.problem import Refused
from luji.base.ui import assets


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A source tree with a lock, and an npm that puts the listed files there."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "package.json").write_text("{}", "utf-8")
    (folder / "package-lock.json").write_text('{"lockfileVersion": 3}', "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(assets, "npm_command", lambda: ["npm"])
    calls = []

    def npm(command, cwd, **options):
        calls.append(command)
        for name in assets.FILES:
            path = cwd / "node_modules" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"content of {name}", "utf-8")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(assets.subprocess, "run", npm)
    return folder, calls


def codes(call, *args):
    with pytest.raises(Refused) as refused:
        call(*args)
    return [problem.code for problem in refused.value.problems]


def test_a_first_run_fetches_and_a_second_rests(source, tmp_path):
    folder, calls = source
    vendor = tmp_path / "vendor"
    assert assets.fetch(folder, vendor) is True
    assert assets.fetch(folder, vendor) is False
    assert len(calls) == 1
    assert calls[0][1:3] == ["ci", "--ignore-scripts"]
    assert (vendor / "fonts" / "tabler-icons.woff2").is_file()


def test_another_lock_fetches_again_and_old_files_go(source, tmp_path):
    folder, _ = source
    vendor = tmp_path / "vendor"
    assets.fetch(folder, vendor)
    (vendor / "old.js").write_text("old", "utf-8")
    (folder / "package-lock.json").write_text('{"lockfileVersion": 3, "x": 1}', "utf-8")
    assert assets.fetch(folder, vendor) is True
    assert not (vendor / "old.js").exists()


def test_a_file_that_was_lost_is_fetched_again(source, tmp_path):
    folder, _ = source
    vendor = tmp_path / "vendor"
    assets.fetch(folder, vendor)
    (vendor / "htmx.min.js").unlink()
    assert assets.fetch(folder, vendor) is True


def test_texts_have_a_packed_sister(source, tmp_path):
    folder, _ = source
    assets.fetch(folder, tmp_path / "vendor")
    packed = (tmp_path / "vendor" / "htmx.min.js.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "vendor" / "htmx.min.js").read_bytes()


def test_a_package_without_a_listed_file_changes_nothing(source, tmp_path, monkeypatch):
    folder, _ = source
    vendor = tmp_path / "vendor"
    assets.fetch(folder, vendor)
    before = sorted(vendor.rglob("*"))
    assert codes(assets.copy, tmp_path / "nowhere", vendor, "x") == ["UIK-003"] * len(assets.FILES)
    assert sorted(vendor.rglob("*")) == before


def test_a_failing_npm_is_told_with_its_words(source, tmp_path, monkeypatch):
    folder, _ = source
    failed = subprocess.CompletedProcess([], 1, "", "npm error one\nnpm error no such host\n")
    monkeypatch.setattr(assets.subprocess, "run", lambda *a, **k: failed)
    with pytest.raises(Refused) as refused:
        assets.fetch(folder, tmp_path / "vendor")
    (problem,) = refused.value.problems
    assert problem.code == "UIK-002"
    assert "no such host" in problem.en
    assert not (tmp_path / "vendor").exists()


def test_an_installed_package_needs_no_source(source, tmp_path):
    folder, _ = source
    vendor = tmp_path / "vendor"
    assets.fetch(folder, vendor)
    assert assets.fetch(tmp_path / "no-source", vendor) is False
    assert codes(assets.fetch, tmp_path / "no-source", tmp_path / "empty") == ["UIK-004"]


def test_npm_of_the_machine_comes_before_that_beside_python(monkeypatch, tmp_path):
    monkeypatch.setattr(assets.shutil, "which", lambda name, path=None: f"{path or '/usr/bin'}/npm")
    assert assets.npm_command() == ["/usr/bin/npm"]
    monkeypatch.setattr(assets.shutil, "which", lambda name, path=None: f"{path}/npm" if path else None)
    assert assets.npm_command()[0].endswith("bin/npm")


def test_without_any_npm_the_cure_is_named(monkeypatch):
    monkeypatch.setattr(assets.shutil, "which", lambda *a, **k: None)
    assert codes(assets.npm_command) == ["UIK-001"]


def test_main_tells_a_refusal_and_ends_with_two(monkeypatch, capsys):
    monkeypatch.setattr(assets, "fetch", assets.npm_command)
    monkeypatch.setattr(assets.shutil, "which", lambda *a, **k: None)
    assert assets.main() == 2
    assert "UIK-001" in capsys.readouterr().err


def test_main_says_what_was_done(monkeypatch, capsys):
    monkeypatch.setattr(assets, "fetch", lambda: False)
    monkeypatch.setattr(assets.messages, "compile_all", lambda: 1)
    assert assets.main() == 0
    assert capsys.readouterr().out.splitlines() == [
        "front-end files: there already",
        "translations: 1 compiled",
    ]


def test_the_lock_pins_what_is_declared_and_names_no_host():
    lock = json.loads((assets.SOURCE / "package-lock.json").read_text("utf-8"))
    declared = json.loads((assets.SOURCE / "package.json").read_text("utf-8"))["dependencies"]
    packages = {name.removeprefix("node_modules/"): one for name, one in lock["packages"].items() if name}
    assert {name: packages[name]["version"] for name in declared} == declared
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in declared.values())
    assert all("resolved" not in one and one["integrity"].startswith("sha512-") for one in packages.values())


def test_what_pages_load_is_fetched():
    pages = [p.read_text("utf-8") for p in (assets.SOURCE / "luji").rglob("jinja2/**/*.html")]
    loaded = {name for page in pages for name in re.findall(r"static\('vendor/([^']+)'\)", page)}
    assert loaded
    assert loaded <= set(assets.FILES.values())


def test_the_licence_of_every_package_that_has_one_comes_along():
    assert {name for name in assets.FILES.values() if "LICENSE" in name} == {
        "htmx.LICENSE.txt", "tabler-icons.LICENSE.txt", "echarts.LICENSE.txt",
    }  # fmt: skip
