"""The one table of the language: every key of every table of every document.

The decoder, the suggestions and the reference read the same fields, so none of them
can say something else.  What a key *does* is not known here.
"""
