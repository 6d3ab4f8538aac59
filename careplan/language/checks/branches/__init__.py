"""Branches and gates: what of a program can happen, and what a result can confirm."""
