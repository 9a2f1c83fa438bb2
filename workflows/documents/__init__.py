"""What a paper says, as dataclasses: no HTML, no PDF, no Django.

A procedure fills a paper from its facts; `portal.documents` prints it. The same paper always has the same
digest, so a sheet on a wall can be compared with the record.
"""

from __future__ import annotations

from workflows.documents.digests import check_code, digest, short_code
from workflows.documents.form import FormPaper, Grid, Lines, Part, Signatures, Words
from workflows.documents.notice import Field, NoticePaper, PersonBlock
from workflows.documents.passages import Passage, passages
from workflows.documents.printable import Printable
from workflows.documents.prose import Prose
from workflows.documents.vote_report import Round, VoteReport, Votes

__all__ = [
    "Field",
    "FormPaper",
    "Grid",
    "Lines",
    "NoticePaper",
    "Part",
    "Passage",
    "PersonBlock",
    "Printable",
    "Prose",
    "Round",
    "Signatures",
    "VoteReport",
    "Votes",
    "Words",
    "check_code",
    "digest",
    "passages",
    "short_code",
]
