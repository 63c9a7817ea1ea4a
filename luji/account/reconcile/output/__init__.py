"""Ways to show a result: terminal, JSON, SARIF, an annotated page, the rule pages."""
