"""The base: words everyone uses, and no word of the police trade."""
