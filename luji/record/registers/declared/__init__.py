"""What a register may declare, as data: its fields, lists of codes, numbers, stakes; told and drawn; pure."""
