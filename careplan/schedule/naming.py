"""Names for people: `foundation/session-3`, and `session-3` through the program.

A name is given to a key once, as the key comes to exist, in order of nominal time, and
counts what was dropped: leaving one out renames nothing, and a key keeps its number
wherever it moves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from careplan.model.schedule import Key
from careplan.schedule.progress import Draft
from careplan.schedule.runs import FIRST


class Name(NamedTuple):
    """How an occurrence is called: within its phase, and through the program."""

    full: str
    running: str


class Names:
    """The names given so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self._names: dict[Key, Name] = {}
        self._in_phase: Counter[str] = Counter()
        self._through: Counter[str] = Counter()
        self._keys: dict[str, Key] = {}

    def give(self, drafts: Iterable[Draft]) -> None:
        """Name those that have no name yet; `drafts` are in order of nominal time."""
        for draft in drafts:
            if draft.key not in self._names:
                self._names[draft.key] = self._next(draft)

    def with_more(self, drafts: Iterable[Draft]) -> Names:
        """Name others besides, as if they came to exist now; these stay as they are."""
        more = Names()
        more._names |= self._names
        more._in_phase.update(self._in_phase)
        more._through.update(self._through)
        more.give(drafts)
        return more

    def __iter__(self) -> Iterator[Key]:
        """Go through all keys that have a name."""
        return iter(self._names)

    def of(self, key: Key) -> Name:
        """Give the name of a key that has one."""
        return self._names[key]

    def find(self, text: str) -> Key | None:
        """Find what is called so, by either name."""
        if not self._keys:
            for key, name in self._names.items():
                self._keys.setdefault(name.running, key)
            for key, name in self._names.items():
                self._keys[name.full] = key
        return self._keys.get(text)

    def _next(self, draft: Draft) -> Name:
        rule = draft.unit.rule
        self._keys.clear()
        self._through[rule.id] += 1
        running = f"{rule.id}-{self._through[rule.id]}"
        if rule.phase is None:
            return Name(full=running, running=running)
        run = f"~{draft.key.run}" if draft.key.run > FIRST else ""
        within = f"{rule.phase}{run}/{rule.id}"
        self._in_phase[within] += 1
        return Name(full=f"{within}-{self._in_phase[within]}", running=running)
