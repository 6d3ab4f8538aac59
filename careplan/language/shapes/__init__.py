"""The kinds of value this language has beyond TOML's: amounts, weekdays, times …."""
