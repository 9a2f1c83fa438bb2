"""The words that rows keep for this procedure, and for its register, which no edition judges."""

from __future__ import annotations

from typing import Final

FAMILY: Final = "second_classroom_credits"
REGISTER: Final = "second_classroom_register"
#: the kind of matter that the rules of contests consult
CONTESTS: Final = f"{FAMILY}.contests"
