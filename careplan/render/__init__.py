"""Rendering: what people and programs read, made from values; never written here."""
