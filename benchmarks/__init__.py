"""Measurements, each beside its floor and its peer in the same run. See README.md."""
