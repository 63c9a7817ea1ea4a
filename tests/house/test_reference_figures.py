"""No published figure stands in code or content: only the acceptance data and the demo's generator know them."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
KNOWN = yaml.safe_load((ROOT / "tests" / "acceptance" / "figures.yaml").read_text("utf-8"))["figures"]
ENDINGS = {".py", ".yaml", ".md", ".html", ".jinja", ".typ", ".js", ".po"}


def said(value: str) -> list[str]:
    """The ways a figure is written; short and round numbers occur everywhere and prove nothing."""
    plain = value.strip()
    if not any(c.isdigit() for c in plain) or len(plain) < 5 or not plain[1:].strip("0"):
        return []
    grouped = f"{int(plain):,}" if plain.isdigit() else f"{float(plain):,}"
    return list(dict.fromkeys([plain, grouped]))


FIGURES = sorted(
    {word for one in KNOWN for name in ("value", "growth") for word in said(str(one.get(name, "")))}
)


def test_the_distinctive_figures_are_known() -> None:
    assert len(FIGURES) >= 10


@pytest.mark.parametrize("folder", ["luji", "content"])
def test_no_published_figure_is_written_down(folder: str) -> None:
    found = []
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in ENDINGS and "vendor" not in path.parts and "demo" not in path.parts:
            text = path.read_text("utf-8")
            found += [f"{path.relative_to(ROOT)}: {word}" for word in FIGURES if word in text]
    assert found == []
