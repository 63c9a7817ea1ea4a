"""What may be done with a record: who may, and the verbs that check, change and write the journal."""
