"""What 60 events cost anybody: read TOML, import click, serialise with icalendar."""

import sys
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from icalendar import Alarm, Calendar, Event

TEXT = "A quiet room, water within reach, an hour with nobody else. " * 2

tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
calendar = Calendar()
calendar.add("version", "2.0")
calendar.add("prodid", "-//yardstick//")
for n in range(60):
    start = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/London"))
    start += timedelta(days=3 * n)
    event = Event()
    event.add("uid", f"event-{n}")
    event.add("dtstamp", start)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=45))
    event.add("summary", "Appointment")
    event.add("description", TEXT)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Appointment")
    alarm.add("trigger", timedelta(hours=-2))
    event.add_component(alarm)
    calendar.add_component(event)
click.echo(calendar.to_ical())
