"""The relations a text states between its numbers, one family to a module, one rule to a function."""
