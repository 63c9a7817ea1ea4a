"""The secret key: made once, private, agreed on."""

import stat
from concurrent.futures import ThreadPoolExecutor

from luji.config import secret


def test_there_is_none_before_it_is_made(tmp_path):
    assert secret.read(tmp_path) == ""
    assert list(tmp_path.iterdir()) == []


def test_it_is_made_once_and_kept(tmp_path):
    home = tmp_path / "new" / "home"
    key = secret.ensure(home)
    assert len(key) >= 64
    assert secret.ensure(home) == secret.read(home) == key
    assert [path.name for path in home.iterdir()] == [secret.NAME]


def test_nobody_else_may_read_it(tmp_path):
    secret.ensure(tmp_path)
    assert stat.S_IMODE((tmp_path / secret.NAME).stat().st_mode) == 0o600


def test_several_makers_agree(tmp_path):
    for turn in range(25):
        home = tmp_path / str(turn)
        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(secret.ensure, [home] * 8))) == 1
        assert [path.name for path in home.iterdir()] == ["secret.key"]


def test_keys_differ():
    assert secret.ephemeral() != secret.ephemeral()
