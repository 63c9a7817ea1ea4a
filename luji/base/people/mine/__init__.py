"""Pages of everybody's own account."""
