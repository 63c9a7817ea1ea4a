"""Page kit: frame, macros, static files, error pages, language; it knows no domain word."""
