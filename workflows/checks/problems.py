"""The ids of the checks and what each says; an id is never used for anything else."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import checks

#: by id: what is wrong, filled with what was found
SAYS = {
    "E001": "The node cites no article.",
    "E002": "The case act cites no article.",
    "E003": "It cites {0}, which the edition does not list.",
    "E010": "An edition cannot be read: {0}",
    "E011": "Rule {0} reads the parameter {1}, which edition {2} does not have.",
    "E012": "Rule {0} reads the parameter {1}, which edition {2} gives to rule {3}.",
    "E013": "Two rules bear the id {0}.",
    "E014": "Rule {0} answers with {1}, for which there is no sentence.",
    "E020": "The outcome {0} has no edge.",
    "E021": "The leaf ends no sub-procedure, or one without an edge for {0}.",
    "E022": "Nothing takes the edge {0}.",
    "E023": "The node has no way on.",
    "E024": "Nothing leads to the node.",
    "E025": "No end can be reached from the node, neither by an edge nor by a case act.",
    "E026": "Two branches of the fork {0} meet here, and this is no join.",
    "E027": "A branch leads back to its own fork.",
    "E028": "A branch of the fork {0} ends here, outside of any stage, while a join may wait for it.",
    "E029": "The path begins outside of the scope.",
    "E030": "The lock is not the case's.",
    "E031": "The node is not one of ours, or has a boundary event; timers of ours are rows.",
    "E032": "The class name does not end in its version, as in Procedure_1.",
    "E033": "The procedure does not say its {0}.",
    "E034": "{0} is longer than the {1} characters that rows have for it.",
    "E035": "It has no title.",
    "E040": "The act is the system's, and no timer performs it.",
    "E041": "A timer performs the act {0}, which is not the system's alone.",
    "E042": "The paper {0} calls {1} {2}, and has no such field.",
    "E043": "The act is kept by {0}, which is no field that its paper keeps.",
    "E044": "The duty {0} is discharged by {1}, which the stage does not offer or which lacks the field.",
    "E045": "The role {0} is named by {1}, which is no field of an act of the procedure.",
    "E046": "No act of the matter {0} brings {1} to its cases.",
    "E047": "No node waits for what the act brings: {0}.",
    "E048": "The case act leads to {0}, which is no node.",
    "E049": "The record is kept in {0}, of which a person may have several.",
    "E050": "The evidence stands in {0}, which is no field that the paper keeps.",
    "E051": "The end of a branch is reached outside of any fork.",
    "E052": "The timer of {0} reminds of {1}, which the node does not offer.",
    "E060": "The meeting has no {0}.",
    "E061": "The agenda has no items in an order.",
    "E070": "The dossier names {0}, which is no act of the procedure.",
    "E071": "The act is on the numbered paper {0}, and lies nowhere in the dossier.",
    "E072": "The act {0} lies in the dossier twice.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its id, where, and what was found."""

    id: str
    where: str
    found: tuple[str, ...] | str = ()

    def message(self) -> checks.Error:
        """The problem as Django shows it."""
        found = (self.found,) if isinstance(self.found, str) else self.found
        return checks.Error(SAYS[self.id].format(*found), obj=self.where, id=f"workflows.{self.id}")
