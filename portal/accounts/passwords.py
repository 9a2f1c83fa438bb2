"""First passwords: random, and readable from paper."""

from __future__ import annotations

import secrets

# Without letters and digits that look alike on paper: 0 O o, 1 I l i, 2 Z z, 5 S s, 8 B, u v, w vv.
ALPHABET = "34679acdefghjkmnpqrtxy"
GROUPS = 3
GROUP_LENGTH = 4


def first_password() -> str:
    """Return a password such as ``kd3r-x7pq-a9me``: 12 of 22 characters, 53 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
