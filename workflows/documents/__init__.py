"""What a paper says, as dataclasses: no HTML, no PDF, no Django.

A procedure fills a paper from its facts; `portal.documents` prints it. The same paper always has the same
digest, so a sheet on a wall can be compared with the record.
"""

from __future__ import annotations

from workflows.documents.digests import check_code, digest
from workflows.documents.notice import NoticePaper, PersonBlock
from workflows.documents.passages import Passage, passages

__all__ = ["NoticePaper", "Passage", "PersonBlock", "check_code", "digest", "passages"]
