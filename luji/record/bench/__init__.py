"""The bench (工作台): what waits for me with its clock, what I sent, my unit's month; notices."""
