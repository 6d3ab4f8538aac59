"""Ids of what no program can use yet are for ever, too."""

from __future__ import annotations

from dataclasses import replace

from careplan.language.checks.ids import ids_kept
from careplan.language.decode import decode_program
from careplan.language.source import Source
from careplan.model.diagnostic import Place
from careplan.model.program import Decision, Program


def program(*decisions: str) -> Program:
    text = '[program]\nid = "a"\nversion = "1"\ntitle = "A"\n'
    found, _ = decode_program(Source(name="a.toml", text=text))
    assert found is not None
    return replace(
        found,
        decisions=tuple(
            Decision(
                id=each,
                after=None,
                question="How was it?",
                options=("easy", "hard"),
                place=Place(file="a.toml", path=("decisions", each)),
            )
            for each in decisions
        ),
    )


def test_a_decision_keeps_its_id() -> None:
    assert list(ids_kept(program("pace"), program("pace", "speed"))) == []
    told = [one.message for one in ids_kept(program("pace"), program("speed"))]
    assert told == ["the decision `pace` is called `speed` now"]
    told = [one.message for one in ids_kept(program("pace"), program())]
    assert told == ["the decision `pace` is gone"]
