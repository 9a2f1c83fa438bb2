"""Papers of the procedure as content, from the record: what each says, and no more."""
