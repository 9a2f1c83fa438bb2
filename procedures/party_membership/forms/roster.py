"""What the roster knows of somebody whom a notice shows, so that nobody types it again."""

from __future__ import annotations

from typing import Any

from workflows.rules.situation import PersonView

SEXES = {"male": "男", "female": "女"}


def shown(person: PersonView) -> dict[str, Any]:
    """Identity as a notice shows it; the sex is the word of the roster."""
    details = person.details
    said = "，".join(filter(None, (_studies(person), "学生" if details.get("category") == "student" else "")))
    return {
        "name": person.name,
        "sex": details.get("sex", ""),
        "ethnicity": details.get("ethnicity", ""),
        "native_place": details.get("native_place", ""),
        "education": details.get("education", ""),
        "birth_month": f"{person.born_on:%Y-%m}" if person.born_on else "",
        "unit_post": said,
    }


def _studies(person: PersonView) -> str:
    grade, major = person.details.get("grade", ""), person.details.get("major", "")
    return f"{grade}级{major}" if grade and major else str(major)
