"""The ledger: entries read one by one, and what each of them makes of a plan."""
