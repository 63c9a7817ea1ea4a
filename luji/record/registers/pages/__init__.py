"""The pages of registers: lists and their looks, records, forms, files."""
