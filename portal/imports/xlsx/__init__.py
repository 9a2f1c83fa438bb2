"""Reads an .xlsx inside a limited child process, with the standard library only.

Written by hand instead of with openpyxl because a roster import needs what a reading library hides: the
caps must hold *while* parsing (openpyxl spent 322 MB on a file of 493 kB), formulas, merged ranges and
hidden rows must be seen, and a number must keep the digits the file has.
"""
