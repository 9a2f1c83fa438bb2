"""Erasing: the personal text of an entry is deleted for good, and a tombstone says who did it and why.

The facts stay, because later acts were judged by them; the chain stays valid, because it covers only the
salted hash of the text.
"""

from __future__ import annotations

from django import forms

from workflows.door.authority import stop
from workflows.door.history import ERASE
from workflows.door.planning import Plan
from workflows.door.proposals import append, propose
from workflows.door.requests import Act
from workflows.door.world import Owner
from workflows.nodes import Paper
from workflows.rules.findings import Finding


class ErasePaper(Paper):
    """Which entry's personal text is to be deleted."""

    title = "删除个人内容"
    entry = forms.IntegerField(label="纪实条目", min_value=1)


def erase(plan: Plan, owner: Owner, act: Act) -> tuple[Finding, ...]:
    """Delete the personal text of an entry, superseded or not; the refusing findings, or none."""
    proposal = propose(plan, owner, act, ERASE, ErasePaper, "删除个人内容")
    wanted = proposal.judged.reading.facts.get("entry")
    target = next((entry for entry in proposal.entries if entry.pk == wanted), None)
    findings = [each for each in proposal.findings if target is None or each.rule != "correct.unknown_entry"]
    private = getattr(target, "private", None)
    if target is not None and (private is None or private.body is None):
        findings.append(stop("erase.nothing"))
    if target is None or any(finding.refuses for finding in findings):
        return tuple(findings)
    entry = plan.new_id("workflows_entry")
    append(plan, owner, proposal.judged, entry)
    plan.batch.erased.append((None, entry, target.pk))
    return ()
