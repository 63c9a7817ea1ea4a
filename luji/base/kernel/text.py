"""Text said in Chinese and in English, carried together until a reader is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """A label or sentence in both languages of the house."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    zh: str
    en: str

    def say(self, lang: Lang = "zh") -> str:
        """The wording in `lang`."""
        return self.zh if lang == "zh" else self.en

    def __str__(self) -> str:
        return self.zh
