// Reads calendars with ical.js, the parser of Thunderbird and Nextcloud.
//
// Standard input is a JSON list of calendar texts, standard output a JSON list of lists
// of instances.  A time counts in the VTIMEZONE that its own file carries: ical.js has
// no zone data besides, so a wrong or missing VTIMEZONE shows as another instant or as
// a floating time.  The first argument is the path of ical.js.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));

const MOST_INSTANCES = 1000;

function written(time) {
  if (time.isDate) return time.toString();
  if (time.zone.tzid === "floating") return `${time.toString()} floating`;
  const seconds = time.toUnixTime();
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

// RFC 5545 §3.3.6: weeks and days move the wall clock, hours and minutes are elapsed.
function alarmTime(start, trigger) {
  const days = (trigger.weeks * 7 + trigger.days) * (trigger.isNegative ? -1 : 1);
  const total = trigger.toSeconds();
  const moved = start.clone();
  moved.adjust(days, 0, 0, 0);
  if (start.isDate) {
    moved.isDate = false;
    moved.adjust(0, 0, 0, total - days * 86400);
    return `${moved.toString()} floating`;
  }
  const instant = (instantOf(moved) + total - days * 86400) * 1000;
  return new Date(instant).toISOString().replace(".000Z", "Z");
}

// RFC 5545 §3.3.5: a wall time that the clocks skip has the offset from before the gap.
function instantOf(wall) {
  const [dayBefore, gapBefore] = [wall.clone(), wall.clone()];
  dayBefore.adjust(-1, 0, 0, 0);
  const gap = wall.utcOffset() - dayBefore.utcOffset();
  gapBefore.adjust(0, 0, 0, -gap);
  const skipped = gap > 0 && gapBefore.utcOffset() === dayBefore.utcOffset();
  return wall.toUnixTime() + (skipped ? gap : 0);
}

function alarms(component, start) {
  return component.getAllSubcomponents("valarm").map((alarm) => {
    const trigger = alarm.getFirstProperty("trigger");
    const value = trigger.getFirstValue();
    const related = trigger.getFirstParameter("related") ?? "START";
    if (!(value instanceof ICAL.Duration)) throw new Error("an absolute trigger");
    if (related !== "START") throw new Error(`a trigger related to ${related}`);
    return {
      action: alarm.getFirstPropertyValue("action"),
      at: alarmTime(start, value),
      text: alarm.getFirstPropertyValue("description") ?? "",
    };
  });
}

function starts(event) {
  if (!event.isRecurring()) return [event.startDate];
  const found = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    found.push(next);
    if (found.length > MOST_INSTANCES) throw new Error("an endless series");
  }
  return found;
}

function instances(component) {
  const event = new ICAL.Event(component);
  const text = (name) => component.getFirstPropertyValue(name)?.toString() ?? "";
  return starts(event).map((start) => {
    const details = event.isRecurring() ? event.getOccurrenceDetails(start) : event;
    return {
      uid: event.uid,
      start: written(start),
      end: written(details.endDate),
      summary: text("summary"),
      description: text("description"),
      location: text("location"),
      status: text("status"),
      transparency: text("transp"),
      sequence: Number(text("sequence") || "0"),
      alarms: alarms(component, start),
    };
  });
}

const calendars = JSON.parse(readFileSync(0, "utf8"));
const readings = calendars.map((calendar) => {
  const root = new ICAL.Component(ICAL.parse(calendar));
  return root.getAllSubcomponents("vevent").flatMap(instances);
});
process.stdout.write(JSON.stringify(readings));
