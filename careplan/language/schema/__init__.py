"""What the tables of the language are written in: shapes, fields, tables, rows."""
