"""The settings: safe by default, changed by LUJI_… variables, nothing written when they are read."""

import json
import os
import subprocess
import sys

import pytest

NAMES = """
import json
from luji.config import settings as s
print(json.dumps({name: getattr(s, name) for name in (
    "DEBUG", "SECRET_KEY", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS", "LANGUAGE_CODE",
    "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "CSRF_TRUSTED_ORIGINS", "PASSWORD_HASHERS", "LUJI_HOUSE",
)} | {"home": str(s.LUJI_HOME), "database": s.DATABASES["default"]}))
"""


def read(home, **variables):
    env = {k: v for k, v in os.environ.items() if not k.startswith("LUJI_")}
    env |= {"LUJI_HOME": str(home), **variables}
    done = subprocess.run([sys.executable, "-c", NAMES], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    home = tmp_path_factory.mktemp("settings") / "home"
    found = read(home)
    assert not home.exists()
    return found


def test_defaults_are_safe(usual):
    assert usual["DEBUG"] is False
    assert len(usual["SECRET_KEY"]) >= 64
    assert "*" not in usual["ALLOWED_HOSTS"]
    assert usual["SESSION_COOKIE_HTTPONLY"]
    assert usual["CSRF_COOKIE_HTTPONLY"]
    assert usual["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert usual["LANGUAGE_CODE"] == "zh-hans"


def test_the_database_lies_in_the_home_and_takes_its_lock_at_once(usual):
    assert usual["database"]["NAME"] == f"{usual['home']}/luji.db"
    assert usual["database"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in usual["database"]["OPTIONS"]["init_command"]


def test_variables_change_what_may_vary(tmp_path):
    (tmp_path / "secret.key").write_text("kept-key\n", "ascii")
    found = read(
        tmp_path, LUJI_HTTPS="1", LUJI_HOSTS="luji.example,10.0.0.1", LUJI_ORIGINS="https://luji.example",
        LUJI_HOUSE="a.b",
    )  # fmt: skip
    assert found["SECRET_KEY"] == "kept-key"
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert found["ALLOWED_HOSTS"] == ["luji.example", "10.0.0.1"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://luji.example"]
    assert found["LUJI_HOUSE"] == "a.b"


def test_django_finds_nothing_to_complain_about(tmp_path):
    env = {
        **os.environ,
        "LUJI_HOME": str(tmp_path),
        "LUJI_HTTPS": "1",
        "DJANGO_SETTINGS_MODULE": "luji.config.settings",
    }
    env.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser tests of this process need it
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "ERROR"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
