"""Lists and search: the index of pairs, the order of a list, and how its rows are reached."""
