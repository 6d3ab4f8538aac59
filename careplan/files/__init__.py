"""The only place that opens, locks and replaces files.

What can go wrong with a file is part of the input, so every function here answers
with a diagnostic and never with an exception of the operating system.  Reading is
bounded and takes regular files only; writing is all or nothing.  What the bytes mean
is nobody's business here.
"""

from careplan.files.locking import locked
from careplan.files.names import (
    STANDARD_INPUT,
    beside,
    exists,
    find,
    followed,
    from_here,
    from_there,
    is_folder,
    is_same,
    relate,
    resolve,
    search,
    taken,
)
from careplan.files.reading import LIMIT, beginning, read
from careplan.files.trouble import MEGABYTE
from careplan.files.writing import (
    Target,
    create,
    holds,
    replace_all,
    sweep,
    withdraw,
)

__all__ = [
    "LIMIT",
    "MEGABYTE",
    "STANDARD_INPUT",
    "Target",
    "beginning",
    "beside",
    "create",
    "exists",
    "find",
    "followed",
    "from_here",
    "from_there",
    "holds",
    "is_folder",
    "is_same",
    "locked",
    "read",
    "relate",
    "replace_all",
    "resolve",
    "search",
    "sweep",
    "taken",
    "withdraw",
]
