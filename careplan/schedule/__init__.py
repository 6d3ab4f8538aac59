"""How dates are found: anchors, slots, open days, placing, and the trace of it all.

Nothing here knows TOML, a calendar format, or what was handed out before.
"""
