"""The site as a WSGI application, for granian or any other server."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
