"""Values: frozen, slotted dataclasses that are cheap to define.

Every command defines some hundred of them at start-up, and until Python 3.13 the
standard decorator compiles each method of each class by itself: about a millisecond a
class, a third of a short command.  This one compiles only `__init__`; the other
methods are shared.  To type checkers, to `fields` and to `replace` these are ordinary
dataclasses, and the keywords mean the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

Fields = tuple["dataclasses.Field[object]", ...]


def _value(
    *, frozen: bool, slots: bool, kw_only: bool = False, eq: bool = True
) -> Callable[[type], type]:
    """Define a value; that it is frozen and slotted is said wherever one is."""
    if not (frozen and slots):
        raise TypeError("a value is frozen and slotted")

    def define(plain: type) -> type:
        made: type[Any] = dataclasses.dataclass(
            init=False, repr=False, eq=False, slots=True, kw_only=kw_only
        )(plain)
        fields = dataclasses.fields(made)
        methods: dict[str, object] = {
            "__init__": _initialiser(made, fields),
            "__setattr__": _refuse,
            "__delattr__": _refuse,
            "__repr__": _written,
            "__getstate__": _state,
            "__setstate__": _restore,
        }
        if eq:
            methods |= _comparison([field.name for field in fields if field.compare])
        for name, method in methods.items():
            setattr(made, name, method)
        return made

    return define


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - handed on
else:
    dataclass = _value


def _initialiser(made: type, fields: Fields) -> Callable[..., None]:
    """Compile `__init__`, the one method that must know its own parameters."""
    scope: dict[str, Any] = {"_absent": dataclasses.MISSING}
    parameters, lines = ["self"], []
    if any(field.kw_only for field in fields):
        parameters.append("*")
    for field in fields:
        parameter = value = field.name
        if field.default is not dataclasses.MISSING:
            scope[f"_{field.name}"] = field.default
            parameter = f"{field.name}=_{field.name}"
        elif field.default_factory is not dataclasses.MISSING:
            scope[f"_{field.name}"] = field.default_factory
            parameter = f"{field.name}=_absent"
            value = f"_{field.name}() if {field.name} is _absent else {field.name}"
        if field.init:
            parameters.append(parameter)
        else:
            value = f"_{field.name}"  # what a value remembers of itself, told by nobody
        # A slot's own setter is not refused, and quicker than going by its name.
        scope[f"_set_{field.name}"] = getattr(made, field.name).__set__
        lines.append(f"    _set_{field.name}(self, {value})")
    body = "\n".join(lines) or "    pass"
    # The text is made of field names alone, as in the standard library's own.
    exec(f"def __init__({', '.join(parameters)}):\n{body}", scope)  # noqa: S102
    initialiser: Callable[..., None] = scope["__init__"]
    initialiser.__qualname__ = f"{made.__qualname__}.__init__"
    initialiser.__annotations__ = {field.name: field.type for field in fields}
    return initialiser


def _comparison(names: list[str]) -> dict[str, object]:
    """Make `__eq__` and `__hash__` over the named fields, among one class only."""
    content: Callable[[object], object]
    content = attrgetter(*names) if names else lambda _: ()

    def equals(one: object, other: object) -> object:
        if other.__class__ is not one.__class__:
            return NotImplemented
        return content(one) == content(other)

    def digest(one: object) -> int:
        return hash((one.__class__, content(one)))

    return {"__eq__": equals, "__hash__": digest}


def _refuse(_: object, name: str, *_value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _written(one: Any) -> str:  # noqa: ANN401 - of whatever value it is
    words = (
        f"{field.name}={getattr(one, field.name)!r}"
        for field in dataclasses.fields(one)
        if field.repr
    )
    return f"{one.__class__.__qualname__}({', '.join(words)})"


def _state(one: Any) -> list[object]:  # noqa: ANN401 - as above
    return [getattr(one, field.name) for field in dataclasses.fields(one)]


def _restore(one: Any, state: list[object]) -> None:  # noqa: ANN401 - as above
    for field, content in zip(dataclasses.fields(one), state, strict=True):
        object.__setattr__(one, field.name, content)
