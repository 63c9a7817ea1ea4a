"""Indicators: declared in YAML, planned into one scan per fact table, answered as traceable figures."""
