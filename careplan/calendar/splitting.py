"""Parts: a calendar as several files, for programs that take in no more at a time.

Many phones read only the first entry of a file, and Google loses without a word what is
beyond a thousand entries or a million bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count, pairwise

from careplan.model.profile import MOST_BYTES, MOST_EVENTS, Profile
from careplan.model.register import Issue


def parts(
    issue: Issue,
    whole: bytes,
    profile: Profile,
    write: Callable[[Issue], bytes],
    *,
    one_each: bool,
) -> tuple[bytes, ...]:
    """Give the files of an issue: an entry each, or as much as the client takes.

    `whole` is the issue as one file; none at all where that is right.
    """
    if one_each:
        return tuple(map(write, _parted(issue, len(issue.issued))))
    if not profile.splits or _fits(whole, issue):
        return ()
    for number in count(2):
        found = [(write(part), part) for part in _parted(issue, number)]
        if all(_fits(data, part) for data, part in found):
            return tuple(data for data, _ in found)
    raise AssertionError(number)


def _fits(data: bytes, issue: Issue) -> bool:
    is_alone = len(issue.issued) == 1
    return is_alone or (len(data) <= MOST_BYTES and len(issue.issued) <= MOST_EVENTS)


def _parted(issue: Issue, number: int) -> tuple[Issue, ...]:
    """Cut an issue, in its order, into so many parts of about one size."""
    issued, total = issue.issued, len(issue.issued)
    cuts = [total * n // number for n in range(number + 1)]
    return tuple(
        replace(issue, issued=issued[begins:ends])
        for begins, ends in pairwise(cuts)
        if begins < ends
    )
