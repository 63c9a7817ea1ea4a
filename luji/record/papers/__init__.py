"""Papers (文书): numbered documents made from records by declared templates."""
