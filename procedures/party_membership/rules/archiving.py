"""Article 42, with the checks of article 4 over the whole case: what is filed, and where it is kept."""

from __future__ import annotations

from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation


@rule("PM-42-1", "archive.full_member", says=("archive.full_member",))
def seven_kinds_filed(s: Situation, p: Parameter) -> Answer:
    """Seven kinds of papers go into the personal file (art. 42)."""
    missing = tuple(f"paper_{each}" for each in p.lacks(set(s.data["papers"])))
    return Answer(not missing, "archive.full_member", {"missing": missing})


@rule("PM-42-2", "archive.fallback_holder", says=("archive.fallback_holder",))
def handed_over(s: Situation, p: Parameter) -> Answer:
    """A personal file is handed over for a receipt; where there is none the college keeps one (art. 42)."""
    own, holder = s.data["personal_file"] == "yes", s.data["holder"]
    receipt = bool(str(s.data.get("receipt") or "").strip())
    ok = receipt if own else holder == p.word
    return Answer(ok, "archive.fallback_holder", {"own": own, "holder": holder, "receipt": receipt})
