"""Django's settings: one machine, no service needed; what varies comes from LUJI_… variables."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from luji.base.people.signin import options as sign_in
from luji.config import mail
from luji.config.database import databases
from luji.config.secret import ephemeral, read

PACKAGE = Path(__file__).parents[1]
LUJI_HOME = Path(
    os.environ.get("LUJI_HOME") or Path(os.environ.get("XDG_DATA_HOME", "~/.local/share")) / "luji"
).expanduser()

# What the pages read figures from; a callable without arguments (see luji.account.desk.house.House).
LUJI_HOUSE = os.environ.get("LUJI_HOUSE", "luji.config.house.current")
# A department's own declarations, laid over the shipped ones.
LUJI_CONTENT = LUJI_HOME / "content"

# Importing the settings never writes; `luji serve` and `luji upgrade` call secret.ensure first.
SECRET_KEY = read(LUJI_HOME) or ephemeral()
DEBUG = os.environ.get("LUJI_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("LUJI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "luji.base.people",
    "luji.base.ui",
    "luji.record.workflow",
    "luji.record.evidence",
    "luji.record.registers",
    "luji.record.papers",
    "luji.record.partners",
    "luji.record.bench",
    "luji.record.finding",
    "luji.record.registers.saved",
    "luji.record.api",
    "luji.account.desk",
]
MIDDLEWARE = [
    "luji.base.people.signin.origin.TrueOrigin",
    "luji.base.ui.security.SecurityHeaders",
    "luji.base.ui.plainness.NoNul",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "luji.base.ui.language.LanguageOfReader",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "luji.base.people.signin.middleware.Sessions",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "luji.base.ui.errors.RefusedPages",
]
ROOT_URLCONF = "luji.config.urls"
WSGI_APPLICATION = "luji.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "luji.base.ui.jinja.environment",
            "context_processors": ["luji.config.rail.frame"],
        },
    }
]

DATABASES = databases(LUJI_HOME)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
# Passwords, sessions, second factors, directories: what LUJI_… may set is in docs/people.md.
LUJI_SIGN_IN = sign_in.read(os.environ)
# An account here first: when the directory is silent, its own administrators still sign in.
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "luji.base.people.signin.directory.LdapAccounts",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"

# A shift is at most twelve hours; closing the browser signs out.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "luji-session"
CSRF_COOKIE_NAME = "luji-csrf"
LANGUAGE_COOKIE_NAME = "luji-language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = os.environ.get("LUJI_HTTPS") == "1"
CSRF_FAILURE_VIEW = "luji.base.ui.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("LUJI_ORIGINS", "").split(",") if o]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "luji.base.ui.statics.VersionedFiles"},
}
# Served straight from the packages: nothing has to be collected, and the addresses carry a version.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 365 * 24 * 3600

# Where e-mail goes (none unless LUJI_MAIL_URL is set), and the site's own address in it.
globals().update(mail.settings(os.environ.get("LUJI_MAIL_URL", "")))
LUJI_SITE = os.environ.get("LUJI_SITE", "").rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LUJI_LOG", "WARNING")},
}
