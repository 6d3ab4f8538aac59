"""Feeds: a folder that any web server can serve, and the secret that is a feed's name.

`a17.toml` has `a17.feeds.toml`, which only its owner may read: for each role the folder
and a secret.  The feed is `FOLDER/SECRET/careplan.ics`; whoever knows the secret can
read it, so it is never shown in a list.  The calendar has its constant, neutral name,
because Thunderbird and Nextcloud call what they show after the file.

A name that was given up stays written down until its feed is really gone: after a crash
the same command finishes that as well.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import tomli_w

from careplan import files
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.value import dataclass
from careplan.workspace.documents import FEEDS_SUFFIX

NAME = "careplan.ics"
FOLDER = "out/feed"
# At least 128 bits in the letters of a URL; also what keeps a name inside its folder.
_SECRET = re.compile(r"[A-Za-z0-9_-]{22,64}")
_KEYS = {"folder", "secret", "retired"}
_HEADER = """\
# Written by careplan: the secret names of this plan's feeds.  Whoever knows one can
# read that feed, so show this file to nobody, and keep it beside the enrolment.

"""
# So that a server that lists folders has something else to show.
_INDEX = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One role's feed: where it is, and the names it had and must not have any more."""

    folder: Path
    secret: str
    retired: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Say where the calendar lies."""
        return self.folder / self.secret / NAME

    @property
    def address(self) -> str:
        """Give the end of its address: what follows that of the folder."""
        return f"{self.secret}/{NAME}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """The feeds of an enrolment by role; `written` is what stands in its file."""

    path: Path
    by_role: dict[str, Feed]
    written: dict[str, Feed]


def feeds_path(enrolment: Path) -> Path:
    """Say where an enrolment's secrets are."""
    return enrolment.with_name(f"{enrolment.stem}{FEEDS_SUFFIX}")


def read_feeds(enrolment: Path) -> Feeds | Diagnostic:
    """Read an enrolment's secrets; none before its first feed."""
    path = feeds_path(enrolment)
    if not files.exists(path):
        return Feeds(path=path, by_role={}, written={})
    data = files.read(str(path))
    if isinstance(data, Diagnostic):
        return data
    try:
        tables = tomllib.loads(data.decode("utf-8"))
        known = {role: _feed(path, table) for role, table in tables.items()}
    except (ValueError, RecursionError):
        return _damaged(path)
    return Feeds(path=path, by_role=known, written=known)


def with_feed(
    feeds: Feeds, role: str, *, folder: Path | None, fresh: str, rotates: bool
) -> Feeds:
    """Give the role its feed: as it was, or under a fresh name.

    It keeps its folder and its name for life: Google keeps what it fetched by the
    address, and whoever subscribed would have to do it again.
    """
    known = feeds.by_role.get(role)
    usual = feeds.path.parent / FOLDER
    if known is None:
        feed = Feed(folder=folder or usual, secret=fresh)
    elif rotates:
        retired = (*known.retired, known.secret)
        feed = replace(known, secret=fresh, retired=retired)
    else:
        feed = known
    return replace(feeds, by_role=feeds.by_role | {role: feed})


def is_elsewhere(feed: Feed, folder: Path | None) -> bool:
    """Say whether a feed lies in another folder than this, if any is named."""
    return folder is not None and not files.is_same(folder, feed.folder)


def keep(feeds: Feeds) -> Diagnostic | None:
    """Write the secrets down, if they are others than before."""
    files.sweep((feeds.path,))
    if feeds.by_role == feeds.written:
        return None
    return files.replace_all((_file(feeds),))


def targets(feeds: Feeds, role: str, data: bytes) -> tuple[files.Target, ...]:
    """List what is written for a feed into the folder that is served."""
    feed = feeds.by_role[role]
    calendar = files.Target(path=feed.path, data=data, is_public=True)
    index = files.Target(path=feed.folder / _INDEX, data=b"", is_public=True)
    return (calendar,) if files.exists(index.path) else (calendar, index)


def retire(feeds: Feeds) -> Diagnostic | None:
    """Remove feeds under the names they must not have any more, and forget those."""
    old = [
        feed.folder / secret / NAME
        for feed in feeds.by_role.values()
        for secret in feed.retired
    ]
    files.sweep(tuple(old))
    for path in old:
        problem = files.withdraw(path)
        if problem is not None:
            return problem
    if not old:
        return None
    left = {role: replace(feed, retired=()) for role, feed in feeds.by_role.items()}
    return files.replace_all((_file(replace(feeds, by_role=left)),))


def _file(feeds: Feeds) -> files.Target:
    document = {
        role: {
            "folder": files.from_there(feed.folder, feeds.path.parent),
            "secret": feed.secret,
        }
        | ({"retired": list(feed.retired)} if feed.retired else {})
        for role, feed in feeds.by_role.items()
    }
    text = _HEADER + tomli_w.dumps(document)
    return files.Target(path=feeds.path, data=text.encode("utf-8"))


def _feed(path: Path, table: object) -> Feed:
    """Read one role's table.  Raises ValueError for anything careplan never writes."""
    if not isinstance(table, dict) or not table.keys() <= _KEYS:
        raise ValueError
    folder, secret = table.get("folder"), table.get("secret")
    names = [secret, *table.get("retired", [])]
    if not isinstance(folder, str) or "\0" in folder:
        raise ValueError
    if not all(isinstance(one, str) and _SECRET.fullmatch(one) for one in names):
        raise ValueError
    return Feed(folder=path.parent / folder, secret=names[0], retired=tuple(names[1:]))


def _damaged(path: Path) -> Diagnostic:
    return Diagnostic(
        code="damaged-feeds",
        message=f"the file of secret names `{path}` cannot be trusted",
        primary=Label(place=Place(file=str(path))),
        help=(
            "put back the last good copy",
            "or move it away: then every feed gets another address",
            "the old ones must be removed from the folder that is served",
        ),
    )
