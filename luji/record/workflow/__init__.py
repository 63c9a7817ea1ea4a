"""Workflow: who may do what next, within which legal time, and the journal that cannot be quietly changed."""
