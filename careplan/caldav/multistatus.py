"""What a server says of its resources: the multistatus of WebDAV (RFC 4918 §13).

A server is a stranger.  Its answer is bounded before it comes here, and a document
type is refused unread: it is where entities are declared that grow without end, and no
WebDAV answer needs one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

# Nothing is declared in what is read, and it is bounded: see `_Tree`.
from xml.etree.ElementTree import (
    Element,
    ParseError,
    TreeBuilder,
    XMLParser,
)

from careplan.model.value import dataclass

_DAV = "{DAV:}"
_CALDAV = "{urn:ietf:params:xml:ns:caldav}"
_FOUND = " 2"
# A calendar of ten thousand events is told in a sixth of them.
_MOST_ELEMENTS = 500_000


class HostileAnswerError(ValueError):
    """No answer of a WebDAV server, or one that means ill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One resource: its path as the server writes it, and what was asked of it."""

    href: str
    etag: str | None = None
    data: bytes | None = None
    is_calendar: bool = False


def responses(answer: bytes) -> tuple[Response, ...]:
    """Read a multistatus.  Raises HostileAnswerError."""
    root = _root(answer)
    if root.tag != f"{_DAV}multistatus":
        raise HostileAnswerError("it is no multistatus")
    return tuple(_response(each) for each in root.iterfind(f"{_DAV}response"))


def is_uid_conflict(answer: bytes) -> bool:
    """Say whether a refusal says that the UID is there already (RFC 4791 §5.3.2.1)."""
    try:
        root = _root(answer)
    except HostileAnswerError:
        return False
    return any(True for _ in root.iter(f"{_CALDAV}no-uid-conflict"))


class _Tree(TreeBuilder):
    """Builds the tree of an answer that declares nothing, up to a size."""

    _elements = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise HostileAnswerError("it is far too long")
        return super().start(tag, attrs)

    def doctype(self, _name: str, _public: str, _system: str) -> NoReturn:
        raise HostileAnswerError("it declares a document type")


def _root(answer: bytes) -> Element:
    # Without the document type there is nothing to be expanded or fetched.
    parser = XMLParser(target=_Tree())  # noqa: S314 - see `_Tree`
    try:
        parser.feed(answer)
        root: Element = parser.close()
    except HostileAnswerError:
        raise
    except (ParseError, ValueError, LookupError) as error:
        # LookupError: an encoding that nobody knows.
        raise HostileAnswerError("it is no XML") from error
    return root


def _response(element: Element) -> Response:
    found = list(_found(element))
    etags = (_text(each, f"{_DAV}getetag") for each in found)
    data = (_text(each, f"{_CALDAV}calendar-data") for each in found)
    calendar = next((text for text in data if text), None)
    return Response(
        href=(_text(element, f"{_DAV}href") or "").strip(),
        etag=next((text.strip() for text in etags if text), None),
        data=None if calendar is None else _with_line_ends(calendar),
        is_calendar=any(
            each.find(f"{_DAV}resourcetype/{_CALDAV}calendar") is not None
            for each in found
        ),
    )


def _found(element: Element) -> Iterator[Element]:
    """List the properties the server found; it lists what it lacks as well."""
    for propstat in element.iterfind(f"{_DAV}propstat"):
        if _FOUND in (_text(propstat, f"{_DAV}status") or ""):
            yield from propstat.iterfind(f"{_DAV}prop")


def _text(element: Element, tag: str) -> str | None:
    return element.findtext(tag)


def _with_line_ends(text: str) -> bytes:
    """Give back the line ends that XML makes into one character (XML 1.0 §2.11)."""
    lines = text.replace("\r\n", "\n")
    return lines.replace("\n", "\r\n").encode("utf-8", "surrogatepass")
