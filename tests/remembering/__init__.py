"""Worlds of tests: each is built once in a process through the door, then its rows are given back."""

from __future__ import annotations

from tests.remembering.builders import forget, remembered, share
from tests.remembering.keys import act_keys

__all__ = ["act_keys", "forget", "remembered", "share"]
