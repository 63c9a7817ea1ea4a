"""Scoring: schemes, score functions, grades, reachability and what-if; pure, values come by callable."""
