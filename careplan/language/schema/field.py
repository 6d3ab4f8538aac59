"""Shapes, fields and tables: the words in which the language is laid down.

A shape is a kind of value (an amount, a list of weekdays); a field gives a key its
shape, its meaning and an example; a table is a set of fields.  They say what may be
written, never what it does.  The decoder, the suggestions and the reference all read
the same fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar

from careplan.language.findings import Spot, UnreadableError
from careplan.language.schema.forms import Form

T_co = TypeVar("T_co", covariant=True)


class Shape(Generic[T_co]):
    """A kind of value.

    `words` names it with its article ("an amount").  `read` takes what TOML gave and
    answers with the value, or with None after saying at the spot what is wrong.
    `form` is the TOML it may take.  `allowed` are the words of a closed list.  `table`
    is what a table of this shape, or each one in it, may contain.
    """

    __slots__ = ("allowed", "form", "read", "table", "words")

    def __init__(
        self,
        words: str,
        read: Callable[[object, Spot], T_co | None],
        form: Form,
        allowed: tuple[str, ...] = (),
        table: Table | None = None,
    ) -> None:
        """Lay a shape down."""
        self.words = words
        self.read = read
        self.form = form
        self.allowed = allowed
        self.table = table


class Field(Generic[T_co]):
    """A key of a table.

    `default` is the value a missing key stands for; `otherwise` says in words what a
    missing key means.  `doc` is one sentence, `example` a piece of TOML for the value.
    """

    __slots__ = (
        "default",
        "doc",
        "example",
        "name",
        "otherwise",
        "required",
        "shape",
    )

    def __init__(
        self,
        name: str,
        shape: Shape[T_co],
        doc: str,
        example: str,
        *,
        required: bool = False,
        default: T_co | None = None,
        otherwise: str = "",
    ) -> None:
        """Lay a field down."""
        self.name = name
        self.shape = shape
        self.doc = doc
        self.example = example
        self.required = required
        self.default = default
        self.otherwise = otherwise


class Table(NamedTuple):
    """A table of the language.

    `name` is for references (`rule`), `title` for sentences ("a rule"), `written` is
    how it looks in a file (`[activities.ID]`).
    """

    name: str
    title: str
    written: str
    doc: str
    fields: Mapping[str, Field[object]]


def shape(
    words: str,
    accept: Callable[[object, Spot], T_co | None],
    *,
    form: Form,
    allowed: tuple[str, ...] = (),
    table: Table | None = None,
) -> Shape[T_co]:
    """Make a shape of a function that takes a value or raises UnreadableError.

    The function answers None for a value made of others that said themselves what is
    wrong with them.
    """

    def read(value: object, spot: Spot) -> T_co | None:
        try:
            return accept(value, spot)
        except UnreadableError as error:
            spot.unreadable(error)
            return None

    return Shape(words=words, read=read, form=form, allowed=allowed, table=table)


def required(name: str, shape: Shape[T_co], doc: str, example: str) -> Field[T_co]:
    """Make a field whose key must stand in its table."""
    return Field(name, shape, doc, example, required=True)


def optional(
    name: str,
    shape: Shape[T_co],
    doc: str,
    example: str,
    *,
    default: T_co | None = None,
    otherwise: str = "",
) -> Field[T_co]:
    """Make a field whose key may be missing."""
    return Field(
        name=name,
        shape=shape,
        doc=doc,
        example=example,
        default=default,
        otherwise=otherwise,
    )


def table(
    name: str,
    title: str,
    written: str,
    doc: str,
    *fields: Field[object],
) -> Table:
    """Make a table of these fields, in the order the reference lists them."""
    return Table(
        name=name,
        title=title,
        written=written,
        doc=doc,
        fields={field.name: field for field in fields},
    )
