"""Dates and times as EDTF: in full, in part, without a year, and counted from the day of the statement."""
