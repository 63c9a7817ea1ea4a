"""Fields: every type, how people write it, how a page says it, what depends on other fields."""
