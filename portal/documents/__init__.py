"""Printing: a paper of `workflows.documents` becomes a PDF in a small process that can be killed."""
