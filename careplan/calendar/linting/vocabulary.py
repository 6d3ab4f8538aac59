"""The words of iCalendar: components, properties, parameters, and how often each.

RFC 5545, with 7953 (availability), 7986 (new properties), 9073 (event publishing), 9074
(alarms) and 9253 (relations).
"""

from __future__ import annotations

EVENT = "VEVENT"
ALARM = "VALARM"
ZONE = "VTIMEZONE"
OBSERVANCES = ("STANDARD", "DAYLIGHT")
TASKS = ("VTODO", "VJOURNAL", "VFREEBUSY")

DETAILS = ("PARTICIPANT", "VLOCATION", "VRESOURCE")
# What may stand in what; about a component that nobody knows nothing is said.
INSIDE: dict[str, tuple[str, ...]] = {
    "": ("VCALENDAR",),
    "VCALENDAR": (EVENT, ZONE, *TASKS, "VAVAILABILITY"),
    EVENT: (ALARM, *DETAILS),
    "VTODO": (ALARM, *DETAILS),
    "VJOURNAL": DETAILS,
    "VFREEBUSY": DETAILS,
    ALARM: ("VLOCATION",),
    ZONE: OBSERVANCES,
    "STANDARD": (),
    "DAYLIGHT": (),
}

# Properties that may stand once, by component (RFC 5545 §3.6).
_ONCE_IN_ALL = (
    "UID DTSTAMP DTSTART DTEND DURATION DUE CREATED LAST-MODIFIED SEQUENCE STATUS"
    " TRANSP CLASS SUMMARY LOCATION URL GEO PRIORITY ORGANIZER RECURRENCE-ID RRULE"
    " COMPLETED PERCENT-COMPLETE COLOR"
)
ONCE: dict[str, tuple[str, ...]] = {
    "VCALENDAR": tuple(
        "VERSION PRODID CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE"
        " COLOR X-WR-CALNAME X-WR-CALDESC X-WR-TIMEZONE X-PUBLISHED-TTL".split()
    ),
    EVENT: (*_ONCE_IN_ALL.split(), "DESCRIPTION"),
    "VTODO": (*_ONCE_IN_ALL.split(), "DESCRIPTION"),
    "VJOURNAL": tuple(_ONCE_IN_ALL.split()),
    ALARM: tuple(
        "ACTION TRIGGER DURATION REPEAT UID ACKNOWLEDGED DESCRIPTION SUMMARY".split()
    ),
    ZONE: ("TZID", "LAST-MODIFIED", "TZURL"),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
}

_MORE = (
    "BEGIN END ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE EXRULE RDATE"
    " RELATED-TO RESOURCES REQUEST-STATUS FREEBUSY TZNAME NAME IMAGE CONFERENCE SOURCE"
    " REFRESH-INTERVAL CALENDAR-ADDRESS LOCATION-TYPE PARTICIPANT-TYPE RESOURCE-TYPE"
    " STRUCTURED-DATA STYLED-DESCRIPTION PROXIMITY CONCEPT LINK REFID BUSYTYPE"
    " TZID-ALIAS-OF TZUNTIL"
)
PROPERTIES = frozenset(
    name for names in (*ONCE.values(), _MORE.split()) for name in names
)
# Vendors' names that say nothing about anybody and help whoever reads a report.
SHOWN = PROPERTIES | {
    "X-ALT-DESC",
    "X-APPLE-CALENDAR-COLOR",
    "X-APPLE-DEFAULT-ALARM",
    "X-LIC-LOCATION",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-MOZ-LASTACK",
    "X-WR-ALARMUID",
}
COMPONENTS = frozenset(
    name for outer, inner in INSIDE.items() for name in (outer, *inner) if name
)
PARAMETERS = frozenset(
    "ALTREP CN CUTYPE DELEGATED-FROM DELEGATED-TO DIR DISPLAY EMAIL ENCODING FBTYPE"
    " FEATURE FMTTYPE GAP LABEL LANGUAGE LINKREL MEMBER ORDER PARTSTAT RANGE RELATED"
    " RELTYPE ROLE RSVP SCHEMA SENT-BY TZID VALUE DERIVED".split()
)

# Words a property may say; in a component of its own where the RFC has such a list.
WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    (EVENT, "STATUS"): ("TENTATIVE", "CONFIRMED", "CANCELLED"),
    ("VTODO", "STATUS"): ("NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"),
    ("VJOURNAL", "STATUS"): ("DRAFT", "FINAL", "CANCELLED"),
    (EVENT, "TRANSP"): ("OPAQUE", "TRANSPARENT"),
    (EVENT, "CLASS"): ("PUBLIC", "PRIVATE", "CONFIDENTIAL"),
    ("VTODO", "CLASS"): ("PUBLIC", "PRIVATE", "CONFIDENTIAL"),
    (ALARM, "ACTION"): ("AUDIO", "DISPLAY", "EMAIL"),
}

# Properties without a usual type, or whose other type must be said (RFC 7986, 9073).
NEEDS_VALUE: dict[str, tuple[str, ...]] = {
    "REFRESH-INTERVAL": ("DURATION",),
    "IMAGE": ("URI", "BINARY"),
    "CONFERENCE": ("URI",),
    "STRUCTURED-DATA": ("TEXT", "BINARY", "URI"),
    "STYLED-DESCRIPTION": ("TEXT", "URI"),
    "LINK": ("URI", "UID", "XML-REFERENCE"),
}

# Numbers and the range of each (RFC 5545 §3.8).
NUMBERS: dict[str, tuple[int, int]] = {
    "SEQUENCE": (0, 2_147_483_647),
    "PRIORITY": (0, 9),
    "PERCENT-COMPLETE": (0, 100),
    "REPEAT": (0, 2_147_483_647),
}

TEXTS = (
    *("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME"),
    *("X-WR-CALNAME", "X-WR-CALDESC"),
)
TIMES = ("DTSTART", "DTEND", "DUE", "RECURRENCE-ID")
DATE_LISTS = ("EXDATE", "RDATE")
STAMPS = ("DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED", "ACKNOWLEDGED")

# CSS3 (RFC 7986 §5.9).
COLOURS = frozenset(
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond"
    " blue blueviolet brown burlywood cadetblue chartreuse chocolate coral"
    " cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray"
    " darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid"
    " darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey"
    " darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue"
    " firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod"
    " gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki"
    " lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan"
    " lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon"
    " lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue"
    " lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue"
    " mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen"
    " mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin"
    " navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod"
    " palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum"
    " powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown"
    " seagreen seashell sienna silver skyblue slateblue slategray slategrey snow"
    " springgreen steelblue tan teal thistle tomato turquoise violet wheat white"
    " whitesmoke yellow yellowgreen".split()
)
