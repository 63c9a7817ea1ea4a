"""Tables: rows and columns found, formulas between them, and forms known by name."""
