"""Writes a page and a drawing of every shipped register into docs/registers."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

FOLDER = Path(__file__).parents[1] / "docs" / "registers"


def main() -> int:
    """Write them all."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "luji.config.settings"
    django.setup()
    # Both need Django set up.
    from luji.base.kernel.content import Content  # noqa: PLC0415
    from luji.config import about  # noqa: PLC0415

    made = about.write(FOLDER, Content.shipped())
    print(f"{len(made)} files in docs/registers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
