"""`publish` and servers that refuse, send elsewhere, or mean ill.

They are servers of the test's own, on this machine, which answer whatever it says.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from careplan.caldav import transport
from tests.cli.running import Run
from tests.cli.test_cli_publish import FIRST, NOON, REGISTER, named
from tests.servers.radicale import Server, serving
from tests.servers.relay import Asked, Told, forwarded, listening

ROOT = Path(__file__).parents[2]
PATH = "/clinic/a17/"
COLLECTION = """\
<D:response><D:href>{}</D:href><D:propstat><D:prop><D:resourcetype>\
<D:collection/><C:calendar/></D:resourcetype></D:prop>\
<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"""


def multistatus(*parts: str) -> bytes:
    text = "".join(parts)
    return (
        '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"'
        f' xmlns:C="urn:ietf:params:xml:ns:caldav">{text}</D:multistatus>'
    ).encode()


def event(name: str, data: str, etag: str = '<D:getetag>"1"</D:getetag>') -> str:
    return (
        f"<D:response><D:href>{PATH}{name}</D:href><D:propstat><D:prop>{etag}"
        f"<C:calendar-data>{data}</C:calendar-data></D:prop>"
        "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
    )


EMPTY = Told(status=207, body=multistatus(COLLECTION.format(PATH)))
ENTITIES = "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(12)
)
BOMB = f'<?xml version="1.0"?><!DOCTYPE a [{ENTITIES}]><a>&e11;</a>'.encode()
FILE = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch, known: None) -> None:
    """Wait no longer between attempts than a test can."""
    del known
    monkeypatch.setattr(transport, "_PAUSES", (0.01, 0.01, 0.01))


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("status", "code", "message", "advice"),
    [
        (
            401,
            "credentials-refused",
            "`127.0.0.1` does not know who asks",
            (
                "CAREPLAN_CALDAV_USER and CAREPLAN_CALDAV_PASSWORD, or"
                " CAREPLAN_CALDAV_TOKEN, say as whom to ask"
            ),
        ),
        (
            403,
            "server-forbids",
            "`127.0.0.1` does not allow that",
            "whoever asks needs the right to write into the calendar",
        ),
        (
            404,
            "no-collection",
            "`127.0.0.1` has no calendar at that address (it answers 404)",
            "make the calendar first, and name it with its whole path",
        ),
        (
            405,
            "no-collection",
            "`127.0.0.1` has no calendar at that address (it answers 405)",
            "make the calendar first, and name it with its whole path",
        ),
        (
            507,
            "server-full",
            "`127.0.0.1` has no room left",
            "make room there and run the same command again",
        ),
        (
            200,
            "answer-unreadable",
            "what `127.0.0.1` answers cannot be understood: it is 200",
            "the address is that of a calendar collection on a CalDAV server",
        ),
        (
            400,
            "answer-unreadable",
            "what `127.0.0.1` answers cannot be understood: it is 400",
            "the address is that of a calendar collection on a CalDAV server",
        ),
    ],
)
def test_a_server_that_refuses_is_told_and_nothing_is_written(
    status: int, code: str, message: str, advice: str, careplan: Run
) -> None:
    page = b"<html>jane.doe@example.org \x1b[31m</html>"
    with listening(lambda _: Told(status=status, body=page)) as server:
        done = careplan("publish", "a17.toml", server.url, *NOON)
    assert (done.code, done.out, REGISTER.exists()) == (1, "", False)
    assert done.err == (
        f"error[{code}]: {message}\n"
        f"  = help: {advice}\n"
        "\n"
        "1 error; nothing was written\n"
    )
    assert server.methods() == ["PROPFIND"]


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "it is no XML"),
        (b"<html>please log in", "it is no XML"),
        (b"<html><p>please log in</p></html>", "it is no multistatus"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "it is no XML"),
        (b"\xff\xfe\x00<", "it is no XML"),
        (BOMB, "it declares a document type"),
        (
            BOMB.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16"),
            "it declares a document type",
        ),
        (FILE, "it declares a document type"),
        (b"<a>" * 600_000, "it is far too long"),
        (b"<a>" + b" " * 17_000_000, "it is far too long"),
        (multistatus(), "it tells of another collection"),
        (
            multistatus(COLLECTION.format("/clinic/b23/")),
            "it tells of another collection",
        ),
        (multistatus(COLLECTION.format("//[")), "it tells of another collection"),
    ],
)
def test_an_answer_that_means_ill_or_nothing_is_refused(
    body: bytes, why: str, careplan: Run
) -> None:
    with listening(lambda _: Told(status=207, body=body)) as server:
        done = careplan("publish", "a17.toml", server.url, *NOON)
    assert (done.code, done.out, REGISTER.exists()) == (1, "", False)
    assert done.err.startswith(
        "error[answer-unreadable]: what `127.0.0.1` answers cannot be understood:"
        f" {why}\n"
    )
    assert server.methods() == ["PROPFIND"]


@pytest.mark.usefixtures("enrolled")
def test_a_folder_of_calendars_is_no_calendar(careplan: Run, server: Server) -> None:
    calendar = server.calendar("beside")
    above = calendar.url.removesuffix("beside/")
    done = careplan("publish", "a17.toml", above, *NOON)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[no-collection]: the collection on `127.0.0.1` is no calendar\n"
        "  = help: name a calendar, not the folder that holds calendars\n"
        "\n"
        "1 error; nothing was written\n"
    )


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("data", "etag", "code"),
    [
        ("BEGIN:VCALENDAR", "", 1),
        ("no calendar", '<D:getetag>"1"</D:getetag>', 4),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
            '<D:getetag>"1"</D:getetag>',
            4,
        ),
        ("BEGIN:A\n" * 9_000, '<D:getetag>"1"</D:getetag>', 4),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", '<D:getetag>"1"</D:getetag>', 4),
    ],
)
def test_what_is_no_event_under_our_name_is_not_touched(
    data: str, etag: str, code: int, careplan: Run
) -> None:
    name = named(FIRST)

    def answer(asked: Asked) -> Told:
        if asked.method == "PUT":
            return Told(status=201)
        parts = (COLLECTION.format(PATH), event(name, data, etag))
        return Told(status=207, body=multistatus(*parts))

    with listening(answer) as server:
        done = careplan("publish", "a17.toml", server.url, "--overwrite", *NOON)
    assert done.code == code
    assert ("it gives an event no ETag" in done.err) == (code == 1)
    assert ("error[foreign-event]" in done.err) == (code == 4)
    assert not any(
        asked.path.endswith(name) for asked in server.asked if asked.method == "PUT"
    )


@pytest.mark.usefixtures("enrolled")
def test_an_etag_that_was_weakened_on_the_way_is_told_as_it_was(careplan: Run) -> None:
    """A proxy that packs answers marks it as weak, and a weak one never matches."""
    name = named(FIRST)

    def answer(asked: Asked) -> Told:
        if asked.method == "PUT":
            put.append(asked)
            return Told(status=204)
        data = put[0].body.decode().replace("Appointment", "Hands off")
        parts = (
            COLLECTION.format(PATH),
            event(name, data, '<D:getetag>W/"7"</D:getetag>'),
        )
        return Told(status=207, body=multistatus(*parts))

    put: list[Asked] = []
    with listening(
        lambda asked: EMPTY if asked.method != "PUT" else answer(asked)
    ) as it:
        careplan("publish", "a17.toml", it.url, *NOON)
    put[:] = [asked for asked in put if asked.path.endswith(name)]
    with listening(answer) as server:
        careplan("publish", "a17.toml", server.url, "--overwrite", *NOON)
    (again,) = (asked for asked in server.asked if asked.path.endswith(name))
    assert again.headers["If-Match"] == '"7"'


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nothing_is_sent_to_where_a_server_sends_us(status: int, careplan: Run) -> None:
    with listening(lambda _: EMPTY) as other:
        leading = Told(status=status, headers={"Location": f"{other.url}?token=1"})
        with listening(lambda _: leading) as server:
            done = careplan("publish", "a17.toml", server.url, *NOON)
    assert (done.code, done.out, other.asked) == (1, "", [])
    assert len(server.asked) == 1
    assert done.err == (
        "error[server-redirects]: `127.0.0.1` sends to `http://127.0.0.1` instead of"
        " answering\n"
        "  = help: name the collection's own address, if you trust where it leads\n"
        "\n"
        "1 error; nothing was written\n"
    )


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("location", "where"),
    [
        ("https://127.0.0.1{port}/clinic/a17/", "to `https://127.0.0.1`"),
        ("http://localhost{port}/clinic/a17/", "to `http://localhost`"),
        ("http://jane@127.0.0.1{port}/clinic/a17/", "to `http://127.0.0.1`"),
        ("//example.org/clinic/a17/", "to `http://example.org`"),
        ("http://[", "in circles"),
        ("/clinic/a17/", "in circles"),
        ("", "in circles"),
    ],
)
def test_whatever_is_not_the_same_server_is_another(
    location: str, where: str, careplan: Run
) -> None:
    def answer(_: Asked) -> Told:
        there = location.replace("{port}", f":{server.port}")
        return Told(status=301, headers={"Location": there})

    with listening(answer) as server:
        done = careplan("publish", "a17.toml", server.url, *NOON)
    assert done.code == 1
    assert f"sends {where} instead of answering\n" in done.err


@pytest.mark.usefixtures("enrolled")
def test_on_the_same_server_it_is_followed(careplan: Run, server: Server) -> None:
    calendar = server.calendar("followed")

    def answer(asked: Asked) -> Told:
        if asked.path.startswith("/old/"):
            return Told(status=308, headers={"Location": f"{PATH}"})
        return forwarded(calendar, asked)

    with listening(answer) as relay:
        url = relay.url.replace(PATH, "/old/")
        done = careplan("publish", "a17.toml", url, *NOON)
    assert (done.code, done.out, len(calendar.events())) == (0, "5 created\n", 5)
    assert [asked.path for asked in relay.asked if asked.path.startswith("/old/")] == [
        "/old/"
    ]


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (401, 1, "error[credentials-refused]"),
        (403, 1, "error[server-forbids]"),
        (404, 1, "error[no-collection]"),
        (507, 1, "error[server-full]"),
        (301, 1, "error[server-redirects]"),
        (500, 75, "error[server-unreachable]"),
        (423, 75, "error[server-unreachable]"),
    ],
)
def test_what_ends_a_run_is_told_with_how_far_it_came(
    status: int, code: int, said: str, careplan: Run
) -> None:
    def answer(asked: Asked) -> Told:
        if asked.method == "PROPFIND":
            return EMPTY
        is_second = server.methods().count("PUT") > 2
        return Told(status=status if is_second else 201)

    with listening(answer) as server:
        done = careplan("publish", "a17.toml", server.url, *NOON)
    assert (done.code, done.out) == (code, "2 created, 3 left\n")
    assert said in done.err
    assert done.err.endswith("1 error; 2 of 5 done, the same command goes on\n")
    assert REGISTER.exists()


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize("status", [400, 409, 413, 415])
def test_one_event_that_is_refused_does_not_stop_the_others(
    status: int, careplan: Run
) -> None:
    def answer(asked: Asked) -> Told:
        if asked.method == "PROPFIND":
            return EMPTY
        return Told(status=status if asked.path.endswith(named(FIRST)) else 201)

    with listening(answer) as server:
        done = careplan("publish", "a17.toml", server.url, *NOON)
    assert (done.code, done.out) == (4, "4 created, 1 left\n")
    assert done.err.endswith(
        f"error[server-refuses]: the server does not take `opening/walk-1` (it answers"
        f" {status})\n"
        "  = help: if it was deleted there, empty the server's bin, or give it another"
        " identity: `careplan reissue`\n"
        "\n"
        "1 error; the others are done\n"
    )


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("after", "code"), [("no calendar", 4), ("BEGIN:VCALENDAR", 4), (None, 0)]
)
def test_whether_an_event_is_gone_is_looked_at(
    after: str | None, code: int, careplan: Run
) -> None:
    """Some servers refuse to delete what is gone; what cannot be read is not gone."""
    put: dict[str, bytes] = {}

    def answer(asked: Asked) -> Told:
        name = asked.path.rpartition("/")[2]
        if asked.method == "PUT":
            put[name] = asked.body
            return Told(status=201)
        if asked.method == "DELETE":
            put.pop(name)
            if after is not None:
                put[name] = after.encode()
            return Told(status=412)
        events = [event(name, data.decode()) for name, data in put.items()]
        parts = (COLLECTION.format(PATH), *events)
        return Told(status=207, body=multistatus(*parts))

    with listening(answer) as server:
        careplan("publish", "a17.toml", server.url, *NOON)
        careplan("omit", "a17.toml", "walk-1", *NOON)
        done = careplan("publish", "a17.toml", server.url, *NOON)
    assert done.code == code, done.err
    told = "just now, and it was left as it is" in done.err
    assert told == (code == 4)


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("environment", "header"),
    [
        (
            {"CAREPLAN_CALDAV_USER": "Žofie", "CAREPLAN_CALDAV_PASSWORD": "a:b ß"},
            "Basic xb1vZmllOmE6YiDDnw==",
        ),
        (
            {
                "CAREPLAN_CALDAV_TOKEN": "abc.DEF-123",
                "CAREPLAN_CALDAV_USER": "",
                "CAREPLAN_CALDAV_PASSWORD": "",
            },
            "Bearer abc.DEF-123",
        ),
        ({"CAREPLAN_CALDAV_USER": "", "CAREPLAN_CALDAV_PASSWORD": ""}, None),
    ],
)
def test_every_request_says_who_asks(
    environment: Mapping[str, str], header: str | None, careplan: Run
) -> None:
    def answer(asked: Asked) -> Told:
        return EMPTY if asked.method == "PROPFIND" else Told(status=201)

    with listening(answer) as server:
        done = careplan("publish", "a17.toml", server.url, *NOON, **environment)
    assert done.code == 0, done.err
    assert server.methods() == ["PROPFIND", *["PUT"] * 5]
    assert {asked.headers.get("Authorization") for asked in server.asked} == {header}
    for asked in server.asked[1:]:
        assert asked.headers["If-None-Match"] == "*"
        assert asked.headers["Content-Type"] == "text/calendar; charset=utf-8"


@pytest.mark.usefixtures("enrolled")
def test_the_proxies_of_the_environment_are_not_asked(careplan: Run) -> None:
    def answer(asked: Asked) -> Told:
        return EMPTY if asked.method == "PROPFIND" else Told(status=201)

    with (
        listening(lambda _: Told(status=502)) as proxy,
        listening(answer) as server,
    ):
        through = f"http://127.0.0.1:{proxy.port}"
        done = careplan(
            "publish",
            "a17.toml",
            server.url,
            *NOON,
            http_proxy=through,
            HTTP_PROXY=through,
            ALL_PROXY=through,
        )
    assert (done.code, proxy.asked) == (0, [])


@pytest.mark.usefixtures("enrolled")
def test_trying_sends_only_requests_that_read(careplan: Run) -> None:
    with listening(lambda _: EMPTY) as server:
        done = careplan("publish", "a17.toml", server.url, "--dry-run", *NOON)
    assert (done.code, server.methods()) == (3, ["PROPFIND"])


def test_without_the_extra_it_says_how_to_install_it(enrolled: Path) -> None:
    script = (
        "import sys\n"
        "from careplan.cli import run\n"
        "sys.modules['urllib3'] = None\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    url = "https://dav.example.org/a17/"
    done = subprocess.run(  # noqa: S603 - this interpreter and our own script
        [sys.executable, "-c", script, "publish", "a17.toml", url],
        cwd=enrolled,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "error[library-missing]: careplan was installed without what speaks to"
        " servers\n"
        "  = help: install it with its extra: `pip install 'careplan[publish]'`\n"
        "\n"
        "1 error; nothing was written\n"
    )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate that nobody but the test trusts."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("there is no openssl to make a certificate with")
    made = tmp_path_factory.mktemp("certificate") / "server.pem"
    subprocess.run(  # noqa: S603 - openssl, as found
        [
            program,
            *"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=clinic".split(),
            *"-addext subjectAltName=IP:127.0.0.1".split(),
            *("-keyout", made.with_suffix(".key"), "-out", made),
        ],
        check=True,
        capture_output=True,
    )
    return made


def test_a_certificate_has_to_be_trusted(
    enrolled: Path,
    certificate: Path,
    careplan: Run,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    del enrolled
    folder = tmp_path_factory.mktemp("encrypted")
    calendar = folder / "collections" / "collection-root" / "clinic" / "a17"
    calendar.mkdir(parents=True)
    kind = '{"tag": "VCALENDAR"}'
    (calendar / ".Radicale.props").write_text(kind, encoding="utf-8")
    with serving(folder, certificate=certificate) as server:
        url = f"https://127.0.0.1:{server.port}/clinic/a17/"
        done = careplan("publish", "a17.toml", url, *NOON)
        assert (done.code, done.out) == (1, "")
        assert done.err == (
            "error[certificate-untrusted]: `127.0.0.1` cannot prove who it is:"
            " self-signed certificate\n"
            "  = help: the authority of a clinic's own is trusted if SSL_CERT_FILE"
            " names it\n"
            "\n"
            "1 error; nothing was written\n"
        )
        trusted = {"SSL_CERT_FILE": str(certificate)}
        done = careplan("publish", "a17.toml", url, *NOON, **trusted)
        assert (done.code, done.out) == (0, "5 created\n")
        assert len(list(calendar.glob("*.ics"))) == 5
        other = url.replace("127.0.0.1", "localhost")
        done = careplan("publish", "a17.toml", other, *NOON, **trusted)
        assert "cannot prove who it is: Hostname mismatch" in done.err


@pytest.mark.usefixtures("enrolled")
def test_a_server_that_does_not_encrypt_is_told(careplan: Run) -> None:
    with listening(lambda _: EMPTY) as server:
        url = server.url.replace("http:", "https:")
        done = careplan("publish", "a17.toml", url, *NOON)
    assert (done.code, server.asked) == (1, [])
    assert (
        "error[certificate-untrusted]: `127.0.0.1` cannot prove who it is: no encrypted"
        " connection comes about\n"
    ) in done.err
