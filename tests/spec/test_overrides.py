"""Properties in a rule: they hold for what this rule gives, and for nothing else."""

from __future__ import annotations

from careplan.model.program import Effect
from tests.spec.plan import legal

TWO_RULES = """
    [activities.talk]
    kind = "session"
    title = "A talk"
    location = "Clinic"
    max_gap = "9 weeks"
    at_most = { count = 2, per = "1 week" }

    [[schedule]]
    activity = "talk"
    day = 1

    [[schedule]]
    id = "at-home"
    activity = "talk"
    day = 8
    kind = "habit"
    title = "A talk at home"
    neutral = "A talk"
    duration = "20 min"
    with = ["patient"]
    choose = ["at"]
    min_gap = "2 days"
    max_gap = "8 weeks"
    at_most = { count = 1, per = "2 days" }
    reminders = ["1 h"]
    instructions = "Sit down together."
    neutral_instructions = "Sit down."
    location = "Home"
    link = "https://meet.example/talk"
    results = { good = "opens", bad = "waits" }
    price = 20
    heeds = ["busy"]
    blocks = true
    series = false
"""


def test_a_rule_may_say_every_property_anew() -> None:
    """The first talk is as the activity has it, the second as its rule has it."""
    first, second = (one.rule.activity for one in legal(TWO_RULES).schedule.occurrences)
    assert (first.title, first.location, first.price) == ("A talk", "Clinic", None)
    assert (second.id, second.kind) == ("talk", "habit")
    assert (second.title, second.neutral) == ("A talk at home", "A talk")
    assert str(second.duration) == "20 min"
    assert (second.roles, second.choose) == (("patient",), ("at",))
    assert (str(second.min_gap), str(second.max_gap)) == ("2 days", "8 weeks")
    assert second.at_most is not None
    assert (second.at_most.count, str(second.at_most.per)) == (1, "2 days")
    assert [str(one.lead) for one in second.reminders] == ["1 h"]
    assert second.instructions == "Sit down together."
    assert second.neutral_instructions == "Sit down."
    assert (second.location, second.link) == ("Home", "https://meet.example/talk")
    assert second.results == (("good", Effect.OPENS), ("bad", Effect.WAITS))
    assert (second.price, [one.value for one in second.heeds]) == (20, ["busy"])
    assert (second.blocks_time, second.may_be_series) == (True, False)
