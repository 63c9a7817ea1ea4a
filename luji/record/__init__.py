"""The record: what was done, by whom, with what proof."""
