"""The values every room of the house speaks about: frozen, slotted, keyword-only."""
