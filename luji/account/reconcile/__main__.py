"""`python -m luji.account.reconcile FILE...` is `luji reconcile FILE...`."""

from __future__ import annotations

from luji.account.reconcile.command import run

if __name__ == "__main__":
    raise SystemExit(run())
