"""Did you mean: the one known word nearest to an unknown one, otherwise silence.

Near is a small number of typing slips (optimal string alignment: a letter missing,
too many, wrong, or two swapped), at most one for every three letters.  A tie between
two words is no suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable

LETTERS_A_SLIP = 3
MOST_SLIPS = 3
LONGEST_WORD = 64
FEW = 7


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that `word` most likely stands for, if one is clear."""
    if len(word) > LONGEST_WORD:
        return None
    typed = word.lower()
    best: list[str] = []
    fewest = min(MOST_SLIPS, max(1, len(typed) // LETTERS_A_SLIP))
    for candidate in dict.fromkeys(known):
        slips = _slips(typed, candidate.lower(), fewest)
        if slips < fewest or (slips == fewest and not best):
            fewest, best = slips, [candidate]
        elif slips == fewest:
            best.append(candidate)
    return best[0] if len(best) == 1 else None


def advice(word: str, known: Iterable[str]) -> str:
    """Say what may have been meant: the nearest word, or all of them if few."""
    words = tuple(known)
    meant = nearest(word, words)
    if meant is not None:
        return did_you_mean(meant)
    if 0 < len(words) <= FEW:
        return f"it can be {listed(words)}"
    return ""


def did_you_mean(meant: str | None) -> str:
    """Ask whether a word was meant, if there is one."""
    return f"did you mean `{meant}`?" if meant else ""


def listed(words: tuple[str, ...]) -> str:
    """List words in a sentence: `a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) == 1:
        return quoted[0]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _slips(typed: str, known: str, most: int) -> int:
    """Count the slips between two words, or give `most` + 1 once there are more."""
    if abs(len(typed) - len(known)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(known) + 1))
    for i, letter in enumerate(typed, start=1):
        two_before, before, row = before, row, [i]
        for j, other in enumerate(known, start=1):
            slips = min(
                before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other)
            )
            if i > 1 and j > 1 and letter == known[j - 2] and typed[i - 2] == other:
                slips = min(slips, two_before[j - 2] + 1)
            row.append(slips)
        # A swap reaches back two rows, so both must be beyond hope.
        if min(*row, *before) > most:
            return most + 1
    return row[-1]
