"""Codes of publishing: what a server, or what stands on it, has against it."""

from __future__ import annotations

from careplan.language.catalogue.code import Code

PUBLISHING = (
    Code(
        code="server-unreachable",
        summary="a server cannot be reached, or is too busy",
        explanation="careplan tried several times. What was sent until then is there,"
        " and the same command sends the rest: it never puts an event twice.",
    ),
    Code(
        code="certificate-untrusted",
        summary="a server cannot prove who it is",
        explanation="The certificate is of another server, expired, or signed by nobody"
        " whom this machine trusts. Nothing was sent, no password either. A clinic's"
        " own authority is trusted if the environment variable SSL_CERT_FILE names the"
        " file of its certificate.",
    ),
    Code(
        code="server-redirects",
        summary="a server sends us to another one",
        explanation="Credentials are sent to the server that was named and to no other,"
        " and never unencrypted over a network. If you trust where it leads, name that"
        " address.",
        wrong="careplan publish a17.toml https://example.org/calendar/",
        right="careplan publish a17.toml https://dav.example.org/clinic/a17/",
    ),
    Code(
        code="credentials-refused",
        summary="a server does not know who asks",
        explanation="The variables CAREPLAN_CALDAV_USER and CAREPLAN_CALDAV_PASSWORD,"
        " or CAREPLAN_CALDAV_TOKEN, say as whom to ask. Many servers want a password"
        " made for programs. It is sent as Basic or Bearer; a server that asks for"
        " Digest alone is not served.",
    ),
    Code(
        code="server-forbids",
        summary="a server does not allow what is asked",
        explanation="Whoever asks may see the calendar, or not even that, but not write"
        " into it. Its owner can share it for writing.",
    ),
    Code(
        code="no-collection",
        summary="there is no calendar at an address",
        explanation="The URL is the whole address of one calendar, as the server shows"
        " it in the settings of the calendar. careplan makes no calendars.",
        wrong="careplan publish a17.toml https://dav.example.org/clinic/",
        right="careplan publish a17.toml https://dav.example.org/clinic/a17/",
    ),
    Code(
        code="server-full",
        summary="a server has no room left",
        explanation="What was sent until then is there. Make room, and the same command"
        " sends the rest.",
    ),
    Code(
        code="server-refuses",
        summary="a server does not take one event",
        explanation="The others were sent. Some servers refuse an event that was"
        " deleted as long as it lies in their bin: empty it, or give the occurrence"
        " another identity with `careplan reissue`.",
    ),
    Code(
        code="answer-unreadable",
        summary="what a server answers is not what CalDAV says",
        explanation="It may be the page of a login or of a proxy, or far larger than"
        " anything that was asked for. Nothing of it is used, and nothing was sent on"
        " the strength of it.",
    ),
    Code(
        code="changed-on-server",
        summary="somebody changed an event on the server",
        explanation="Every event that is published carries a seal of what it says."
        " Where the two differ, somebody changed it by hand: a person on their phone,"
        " perhaps for good reason. It is never overwritten unasked, and the others are"
        " published. Enter in the plan what was agreed, then it is right again; or say"
        " `--overwrite` if the plan is right.",
    ),
    Code(
        code="foreign-event",
        summary="where an event would be put, there is another",
        explanation="careplan touches nothing that it did not put there. Something else"
        " has the name of the event, or the event was imported from a file under"
        " another name. Delete it by hand, then publish again.",
    ),
    Code(
        code="library-missing",
        summary="careplan was installed without what speaks to servers",
        explanation="What only publishing needs is an extra: install it with"
        " `pip install 'careplan[publish]'`.",
    ),
)
