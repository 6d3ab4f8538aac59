"""Care programmes in TOML become dated, explained, re-issuable calendars."""

__version__ = "0.1.0"
