"""The score functions by the name a scheme calls them."""

from __future__ import annotations

from luji.account.scoring.deductions import PerOccurrence, PerPoint
from luji.account.scoring.judgement import Checklist, Judged
from luji.account.scoring.ratio import Equal, Execution, Negative, Positive
from luji.account.scoring.rule import Rule
from luji.account.scoring.tables import Bands, Steps

FUNCTIONS: dict[str, type[Rule]] = {
    "execution": Execution,
    "positive": Positive,
    "negative": Negative,
    "equal": Equal,
    "steps": Steps,
    "bands": Bands,
    "per_occurrence": PerOccurrence,
    "per_point": PerPoint,
    "judged": Judged,
    "checklist": Checklist,
}
