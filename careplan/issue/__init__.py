"""What is handed out and remembered: identity, register, revision.

This room never sees how a date was found, nor what a calendar looks like.
"""
