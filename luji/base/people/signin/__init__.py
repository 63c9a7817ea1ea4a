"""Signing in: passwords, second factors, sessions, the log of attempts, other directories of people."""
