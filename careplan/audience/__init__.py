"""Who sees what: roles, privacy, reminders.

This room decides what is said to whom, before any calendar format; it never looks
at a calendar program's habits.
"""
