<?php
// Reads calendars with sabre/vobject, with which Nextcloud, Baïkal and others keep them.
//
// Standard input is a JSON list of calendar texts, standard output a JSON list of lists
// of instances.  It looks a zone up by its name, in PHP's own data.

require $argv[1];

use Sabre\VObject;

const MOST_INSTANCES = 1000;

function written(DateTimeInterface $time, bool $isDay): string
{
    if ($isDay) {
        return $time->format('Y-m-d');
    }
    $utc = (clone $time)->setTimezone(new DateTimeZone('UTC'));
    return $utc->format('Y-m-d\TH:i:s\Z');
}

// RFC 5545 §3.3.6: days move the wall clock, hours and minutes are elapsed.
function ringing(DateTimeInterface $start, string $trigger, bool $isDay): string
{
    $interval = VObject\DateTimeParser::parseDuration($trigger);
    $wall = clone $start;
    $sign = $interval->invert ? -1 : 1;
    $wall->modify(sprintf('%+d days', $sign * $interval->d));
    $seconds = $sign * ($interval->h * 3600 + $interval->i * 60 + $interval->s);
    if ($isDay) {
        $wall->modify(sprintf('%+d seconds', $seconds));
        return $wall->format('Y-m-d\TH:i:s') . ' floating';
    }
    $wall->setTimestamp($wall->getTimestamp() + $seconds);
    return written($wall, false);
}

function alarms(VObject\Component $event, DateTimeInterface $start, bool $isDay): array
{
    $found = [];
    foreach ($event->select('VALARM') as $alarm) {
        if (isset($alarm->TRIGGER['VALUE']) || isset($alarm->TRIGGER['RELATED'])) {
            throw new Exception('a trigger that is not before the start');
        }
        $found[] = [
            'action' => (string) $alarm->ACTION,
            'at' => ringing($start, (string) $alarm->TRIGGER, $isDay),
            'text' => text($alarm, 'DESCRIPTION'),
        ];
    }
    return $found;
}

// Version 2 undoes `\\n` when it reads a text, and leaves `\\,` and `\\;` to whoever asks.
function text(VObject\Component $component, string $name): string
{
    return str_replace(['\\,', '\\;'], [',', ';'], (string) $component->$name);
}

function spans(VObject\Component\VCalendar $calendar, VObject\Component $event): array
{
    if (!isset($event->RRULE)) {
        return [[$event->DTSTART->getDateTime(), $event->DTEND->getDateTime()]];
    }
    $found = [];
    $iterator = new VObject\RecurrenceIterator($calendar, (string) $event->UID);
    for (; $iterator->valid(); $iterator->next()) {
        $found[] = [clone $iterator->getDtStart(), clone $iterator->getDtEnd()];
        if (count($found) > MOST_INSTANCES) {
            throw new Exception('an endless series');
        }
    }
    return $found;
}

function instances(VObject\Component\VCalendar $calendar): array
{
    $found = [];
    foreach ($calendar->select('VEVENT') as $event) {
        $isDay = !$event->DTSTART->hasTime();
        foreach (spans($calendar, $event) as [$start, $end]) {
            $found[] = [
                'uid' => (string) $event->UID,
                'start' => written($start, $isDay),
                'end' => written($end, $isDay),
                'summary' => text($event, 'SUMMARY'),
                'description' => text($event, 'DESCRIPTION'),
                'location' => text($event, 'LOCATION'),
                'status' => (string) $event->STATUS,
                'transparency' => (string) $event->TRANSP,
                'sequence' => (int) (string) $event->SEQUENCE,
                'alarms' => alarms($event, $start, $isDay),
            ];
        }
    }
    return $found;
}

$readings = [];
foreach (json_decode(file_get_contents('php://stdin')) as $text) {
    $readings[] = instances(VObject\Reader::read($text));
}
echo json_encode($readings, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
