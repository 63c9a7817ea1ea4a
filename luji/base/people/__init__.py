"""Units of a department and the people in them."""
