"""Reading back what the journal's canonical spelling says: the reverse of `journal.canonical`."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any


def restored(text: str) -> Any:
    """The value a canonical text stands for; Decimals, moments and days are themselves again."""
    return json.loads(text, object_hook=_untagged)


def _untagged(found: dict[str, Any]) -> Any:
    match found:
        case {"$decimal": str(number)}:
            return Decimal(number)
        case {"$at": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"$date": str(day)}:
            return date.fromisoformat(day)
        case {"$time": str(clock)}:
            return time.fromisoformat(clock)
    return found
