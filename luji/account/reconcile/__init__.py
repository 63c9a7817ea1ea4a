"""核数: whether the numbers and words of any report agree, by `check(text_or_path) -> Result`."""

from luji.account.reconcile.checking import check
from luji.account.reconcile.result import Finding, Result

__all__ = ["Finding", "Result", "check"]
