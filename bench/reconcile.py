"""Measures 核数: recall on seeded and genuine errors, false alarms, mutations, speed; writes results and
docs/reconcile.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from luji.account.reconcile import Finding, check
from luji.account.reconcile.output import pages
from luji.account.reconcile.relation import Level

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "account" / "reconcile" / "corpus"
RESULTS = ROOT / "bench" / "results" / "reconcile.json"
PAGE = ROOT / "docs" / "reconcile.md"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
Label = dict[str, Any]


def grave(text: str) -> list[Finding]:
    """The findings above a note."""
    return [f for f in check(text).findings if f.level is not Level.NOTE]


def touches(finding: Finding, spans: list[list[int]]) -> bool:
    return any(finding.start < end and start < finding.end for start, end in spans)


@dataclass
class Score:
    """Counts over a folder of labelled passages."""

    holding: int = 0
    genuine: int = 0
    genuine_found: int = 0
    false_alarms: list[str] = field(default_factory=list)
    seeded: int = 0
    seeded_found: int = 0
    seeded_missed: list[str] = field(default_factory=list)
    genuine_missed: list[str] = field(default_factory=list)
    controls: int = 0
    controls_silent: int = 0
    mutated: Counter[str] = field(default_factory=Counter)
    mutated_found: Counter[str] = field(default_factory=Counter)
    mutated_missed: list[str] = field(default_factory=list)

    def table(self) -> dict[str, Any]:
        """The counts with their shares in per cent; None where there is nothing to share."""
        found, mutated = sum(self.mutated_found.values()), sum(self.mutated.values())
        by_kind = {k: share(self.mutated_found[k], n) for k, n in sorted(self.mutated.items())}
        return {
            "holding relations": self.holding,
            "seeded errors": self.seeded,
            "seeded found": self.seeded_found,
            "seeded recall %": share(self.seeded_found, self.seeded),
            "genuine errors": self.genuine,
            "genuine found": self.genuine_found,
            "genuine recall %": share(self.genuine_found, self.genuine),
            "false alarms": len(self.false_alarms),
            "false alarms per 100 holding": share(len(self.false_alarms), self.holding),
            "negative controls": self.controls,
            "negative controls silent": self.controls_silent,
            "mutations": mutated,
            "mutations found": found,
            "mutation recall %": share(found, mutated),
            "mutation recall by kind %": by_kind,
        }


def share(part: int, whole: int) -> float | None:
    """Per cent with one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def labelled(folder: Path) -> tuple[dict[str, list[Label]], list[dict[str, Any]], dict[str, str]]:
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    seeds_file = folder / "seeded_errors.json"
    seeds = json.loads(seeds_file.read_text("utf-8")) if seeds_file.exists() else []
    texts = {p.stem: p.read_bytes().decode("utf-8") for p in sorted((folder / "texts").glob("*.txt"))}
    return labels, seeds, texts


def measure(folder: Path, only: set[str] | None = None, mutations: int = 3, seed: int = 20) -> Score:
    """Measure a folder laid out like shared/reconcile; `only` restricts to some passages."""
    labels, seeds, texts = labelled(folder)
    score = Score()
    found = {}
    for name, text in texts.items():
        if only is not None and name not in only:
            continue
        found[name] = grave(text)
        _passage(score, name, found[name], labels.get(name, []))
    for one in seeds:
        if one["id"] in found:
            _seeded(score, one, texts[one["id"]], found[one["id"]])
    chance = random.Random(seed)
    for name, known in found.items():
        for label in labels.get(name, []):
            for original, changed, offset, kind in mutants(texts[name], label, chance, mutations):
                _mutant(score, name, label, texts[name], known, original, changed, offset, kind)
    return score


def _passage(score: Score, name: str, findings: list[Finding], labels: list[Label]) -> None:
    wrong = [label for label in labels if label["holds"] is False and label["severity"] == "error"]
    score.holding += sum(label["holds"] is True for label in labels)
    score.genuine += len(wrong)
    for label in wrong:
        if any(touches(f, label["spans"]) for f in findings):
            score.genuine_found += 1
        else:
            score.genuine_missed.append(f"{name}: {label['quote']}")
    excused = [s for label in wrong for s in label["spans"] + label["numbers"]]
    score.false_alarms += [f"{name} {f.rule}: {f.quote}" for f in findings if not touches(f, excused)]
    if labels and not any(label["holds"] is not None for label in labels):
        score.controls += 1
        score.controls_silent += not findings


def _new(before: list[Finding], after: list[Finding]) -> list[Finding]:
    known = Counter((f.rule, f.quote) for f in before)
    fresh = []
    for finding in after:
        if known[(finding.rule, finding.quote)]:
            known[(finding.rule, finding.quote)] -= 1
        else:
            fresh.append(finding)
    return fresh


def _seeded(score: Score, one: dict[str, Any], text: str, before: list[Finding]) -> None:
    changed = text.replace(one["original"], one["mutated"], 1)
    shift = len(changed) - len(text)
    fresh = _new(before, grave(changed))
    score.seeded += 1
    start, end = one["span"]
    if any(touches(f, [[start, end + shift], [one["offset"], one["offset"] + 1]]) for f in fresh):
        score.seeded_found += 1
    else:
        score.seeded_missed.append(
            f"{one['id']}: {one['original']} -> {one['changed_to']} ({[f.rule for f in fresh]})"
        )


def mutants(
    text: str, label: Label, chance: random.Random, count: int
) -> Iterator[tuple[str, str, int, str]]:
    """Single-number changes that break a holding relation beyond its tolerance, as the label's op
    computes it.
    """
    if label["holds"] is not True or label["op"] in ("text", "lt", "count") or not label["stated_text"]:
        return
    start, end = label["spans"][0]
    for other in label["inputs"] if label["op"] in ("sum", "diff") else []:
        if text.count(other) == 1 and len(other) > 2 and float(other.replace(",", "")):
            kind, changed = change(other, chance)
            moved = abs(float(changed.replace(",", "")) - float(other.replace(",", "")))
            room = ((label["tolerance"] or {}).get("high") or 0) - (
                (label["tolerance"] or {}).get("low") or 0
            )
            if changed != other and moved > 3 * room:
                yield other, changed, text.find(other), f"input {kind}"
    number = label["stated_text"]
    at = text.find(number, start, end)
    if at < 0 or (at and text[at - 1].isdigit()):
        return
    tolerance = label["tolerance"] or {}
    low, high = tolerance.get("low"), tolerance.get("high")
    made = set()
    for _ in range(40):
        if len(made) >= count:
            return
        kind, changed = change(number, chance)
        if changed == number or changed in made:
            continue
        value = float(changed.replace(",", ""))
        half = tolerance.get("half_unit") or 0
        if low is not None and low - 3 * half <= value <= high + 3 * half:
            continue
        made.add(changed)
        yield number, changed, at, kind


def change(number: str, chance: random.Random) -> tuple[str, str]:
    """One slip of the hand: two digits transposed, one digit changed, the point shifted."""
    places = [i for i, c in enumerate(number) if c.isdigit()]
    kind = chance.choice(("transposed", "digit", "digit", "shifted"))
    if kind == "transposed" and len(places) > 1:
        i = chance.randrange(len(places) - 1)
        a, b = places[i], places[i + 1]
        chars = list(number)
        chars[a], chars[b] = chars[b], chars[a]
        return kind, "".join(chars)
    if kind == "shifted" and "." in number:
        whole, _, part = number.replace(",", "").partition(".")
        moved = whole[:-1] + "." + whole[-1] + part if len(whole) > 1 else whole + part[:1] + "." + part[1:]
        return kind, moved.rstrip(".")
    i = chance.choice(places)
    return "digit", number[:i] + chance.choice([d for d in "0123456789" if d != number[i]]) + number[i + 1 :]


def _mutant(
    score: Score,
    name: str,
    label: Label,
    text: str,
    before: list[Finding],
    original: str,
    changed: str,
    at: int,
    kind: str,
) -> None:
    mutated = text[:at] + changed + text[at + len(original) :]
    shift = len(mutated) - len(text)
    fresh = _new(before, grave(mutated))
    group = f"{label['kind']}/{kind}"
    score.mutated[group] += 1
    start, end = label["spans"][0]
    if any(touches(f, [[start, end + shift], [at, at + 1]]) for f in fresh):
        score.mutated_found[group] += 1
    else:
        score.mutated_missed.append(f"{name} {label['kind']}: {label['quote'][:40]} {original} -> {changed}")


def report(pages: int) -> str:
    """A constructed report of so many pages (about 700 characters each): the passages of the corpus, over
    and over.
    """
    pieces = [p.read_text("utf-8") for p in sorted((OWN / "texts").glob("*.txt"))]
    quiet = (OWN / "quiet.txt").read_text("utf-8").splitlines()
    text, number = [], 0
    size = 0
    while size < pages * 700:
        number += 1
        piece = (
            f"（{number}）第{number}部分工作情况"
            f"\n{pieces[number % len(pieces)]}\n{quiet[number % len(quiet)]}\n"
        )
        text.append(piece)
        size += len(piece)
    return "".join(text)


def run_speed(pages: int) -> None:
    """Check a constructed report in this process and print what it took."""
    text = report(pages)
    begun = time.process_time()
    result = check(text)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, peak, len(text), len(result.relations), len(result.findings))


def speed(pages: int) -> dict[str, float]:
    """Seconds of processor time and megabytes for a report of so many pages, in its own process."""
    done = subprocess.run(
        [sys.executable, __file__, "--speed", str(pages)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    seconds, megabytes, characters, relations, findings = done.stdout.split()
    return {
        "pages": pages,
        "characters": int(characters),
        "seconds": round(float(seconds), 2),
        "megabytes": round(float(megabytes)),
        "relations": int(relations),
        "findings": int(findings),
    }


def startup() -> float:
    """The best of five runs of the command on a short text, in seconds."""
    best = 9.0
    sample = RESULTS.parent / "short.txt"
    sample.write_text("本年支出合计30万元，其中：基本支出10万元，项目支出20万元。", "utf-8")
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "luji.account.reconcile", str(sample)],
            capture_output=True,
            check=True,
            cwd=ROOT,
        )
        best = min(best, time.perf_counter() - begun)
    sample.unlink()
    return round(best, 3)


def reference(given: Path | None) -> Path | None:
    """The folder of labelled passages: the option, the environment, else the one beside the repository."""
    for folder in (
        given,
        Path(os.environ["LUJI_RECONCILE"]) if os.environ.get("LUJI_RECONCILE") else None,
        ROOT.parent / "shared" / "reconcile",
    ):
        if folder is not None and (folder / "labels.json").exists():
            return folder
    return None


def write(results: dict[str, Any]) -> None:
    """The results as JSON, and as a table between the marks of docs/reconcile.md."""
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    rows = ["", "| | labelled passages | constructed passages |", "| --- | --- | --- |"]
    sets = [results.get("labelled"), results["constructed"]]
    for key in results["constructed"]:
        cells = [one.get(key) if one else None for one in sets]
        if key != "mutation recall by kind %":
            rows.append(f"| {key} | {' | '.join('–' if c is None else str(c) for c in cells)} |")
    rows += [
        "",
        "| constructed report | characters | processor seconds | MB | relations |",
        "| --- | --- | --- | --- | --- |",
    ]
    rows += [
        (
            f"| {s['pages']} pages | {s['characters']:,} | {s['seconds']} | {s['megabytes']} | "
            f"{s['relations']:,} |"
        )
        for s in results["speed"]
    ]
    rows += ["", f"Start of the command on a short text: {results['startup seconds']} s.", ""]
    if PAGE.exists():
        text = PAGE.read_text("utf-8")
        block = f"{BEGIN}\n" + "\n".join(rows) + f"\n{END}"
        PAGE.write_text(re.sub(f"{BEGIN}.*?{END}", lambda _: block, text, flags=re.S), "utf-8")


def write_pages() -> None:
    """The rule pages under docs/reconcile."""
    folder = ROOT / "docs" / "reconcile"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.everything().items():
        (folder / name).write_text(text, "utf-8")


def main() -> int:
    """Measure and write; with --half A|B only show one half of the labelled passages."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--half", choices=("A", "B"))
    arguments.add_argument("--speed", type=int, help="only time a report of so many pages")
    arguments.add_argument("--pages", action="store_true", help="only write the rule pages")
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--mutations", type=int, default=3)
    given = arguments.parse_args()
    if given.pages:
        write_pages()
        return 0
    if given.speed:
        run_speed(given.speed)
        return 0
    folder = reference(given.folder)
    only = None
    if folder and given.half:
        names = sorted(p.stem for p in (folder / "texts").glob("*.txt"))
        random.Random(4).shuffle(names)
        only = set(names[::2] if given.half == "A" else names[1::2])
    results: dict[str, Any] = {}
    scores = {}
    if folder:
        scores["labelled"] = measure(folder, only, given.mutations)
    if not given.half:
        scores["constructed"] = measure(OWN, None, given.mutations)
    for name, score in scores.items():
        results[name] = score.table()
        print(name, json.dumps(score.table(), ensure_ascii=False, indent=1))
        if given.show:
            for title, rows in (
                ("false", score.false_alarms),
                ("genuine missed", score.genuine_missed),
                ("seeded missed", score.seeded_missed),
                ("mutants missed", score.mutated_missed),
            ):
                print(title, *rows, sep="\n  ")
    if not given.half and not given.folder:
        results["speed"] = [speed(n) for n in (100, 500, 2000)]
        results["startup seconds"] = startup()
        print(
            results["speed"],
            results["startup seconds"],
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        )
        write(results)
        write_pages()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
