"""View models: for each room of the site, frozen dataclasses that carry exactly what its template shows.

A view reads with selectors, fills one of these and renders; a template knows nothing else. So a page can be
looked at and tested without a database (``portal.pages.samples``, ``/gallery/``). No queries and no HTML in
here: text arrives as finished sentences, addresses as ``href`` strings.
"""
