"""The demo's ledgers: constructed rows whose totals are the ones the reference department published."""
