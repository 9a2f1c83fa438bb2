"""Rules in plain Python: days, windows, shares, tallies, editions and findings.

Standard library only. The same functions decide an act, explain why it is refused and from which day it
is allowed, and forecast a case; none of them reads a clock, a database or a setting.
"""
