"""The workspace: a plan opened from its files, checked and put together.

It runs the stages in order (text, program, schedule, issue, calendar) and hands on
what each of them complains about.  It decides no date, draws nothing, and leaves
opening and writing to `files`.
"""
