"""Answers of partner departments without an account: a signed form in a single file, out and in."""
