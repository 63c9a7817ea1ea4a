"""The desk: pages on which people read figures, follow them to their rows, and take the report away."""
