"""Values behave as the standard library's frozen, slotted dataclasses do."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle

import pytest

from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A value with every sort of field."""

    place: str
    minutes: int = 30
    notes: tuple[str, ...] = dataclasses.field(default_factory=tuple)
    line: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """A value whose fields may be given by position."""

    left: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """A value without fields."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Thing:
    """A value that is only ever itself."""

    name: str


def test_fields_have_their_defaults() -> None:
    """What is not given is what the class says."""
    visit = Visit(place="home")
    assert (visit.place, visit.minutes, visit.notes, visit.line) == ("home", 30, (), 0)
    assert Pair(1, 2) == Pair(left=1, right=2)


def test_values_are_equal_by_content_and_class() -> None:
    """Provenance is no content; another class is another value."""
    assert Visit(place="home", line=1) == Visit(place="home", line=2)
    assert hash(Visit(place="home", line=1)) == hash(Visit(place="home", line=2))
    assert Visit(place="home") != Visit(place="clinic")
    assert Pair(1, 2) not in [(1, 2), Nothing()]
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1
    assert Thing(name="a") != Thing(name="a")


@pytest.mark.parametrize("change", ["place", "another"])
def test_nothing_can_be_changed(change: str) -> None:
    """A value is what it was made."""
    visit = Visit(place="home")
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(visit, change, "clinic")
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(visit, change)
    assert visit == Visit(place="home")
    assert not hasattr(visit, "__dict__")


def test_a_value_is_written_as_it_would_be_made() -> None:
    """The text of a value names its fields."""
    assert repr(Pair(1, 2)) == "Pair(left=1, right=2)"
    assert repr(Nothing()) == "Nothing()"


def test_the_standard_tools_know_it() -> None:
    """It can be replaced, copied, pickled and inspected."""
    visit = Visit(place="home", notes=("quiet",), line=3)
    assert dataclasses.replace(visit, minutes=5).minutes == 5
    assert dataclasses.is_dataclass(Visit)
    for again in (copy.copy(visit), copy.deepcopy(visit)):
        assert (again, again.line) == (visit, 3)
    pickled = pickle.loads(pickle.dumps(visit))  # noqa: S301 - our own bytes
    assert (pickled, pickled.line) == (visit, 3)
    parameters = inspect.signature(Visit).parameters
    assert list(parameters) == ["place", "minutes", "notes", "line"]


def test_a_missing_or_unknown_field_is_refused() -> None:
    """A value is made whole or not at all."""
    with pytest.raises(TypeError, match="place"):
        Visit()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="length"):
        Visit(place="home", length=1)  # type: ignore[call-arg]


def test_a_value_is_always_frozen_and_slotted() -> None:
    """There is no other kind of value."""
    with pytest.raises(TypeError, match="frozen and slotted"):
        dataclass(frozen=False, slots=True)
