"""The reading side of the roster import: from an .xlsx to a typed, checked difference.

Nothing here touches the database. A view fetches the current roster as dataclasses (``records``), calls
``dry_run.dry_run`` and shows what it returns; the changes then go through the engine's door as dated acts.
"""
