"""Evidence: files in a content-addressed archive, what they are, and whether they fit the record."""
