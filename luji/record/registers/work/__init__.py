"""A record as work: who is waited for, who is told, which clocks ring."""
