"""Registers: one declaration gives table, form, list, workflow, import, export, history and facts."""
