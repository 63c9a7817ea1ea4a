"""Luji 路绩: from the road to the report."""
