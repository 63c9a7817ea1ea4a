"""Giving account: indicators, scores, reports, their checking and the pages on which they are read."""
