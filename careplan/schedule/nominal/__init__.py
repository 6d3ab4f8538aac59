"""Nominal dates: the slots of a rule, before anything moves."""
