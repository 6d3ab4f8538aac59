"""Issues as iCalendar files that keep being right (RFC 5545)."""
