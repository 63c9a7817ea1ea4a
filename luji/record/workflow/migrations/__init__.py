"""Migrations of the journal."""
