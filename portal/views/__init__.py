"""Pages: one file per room of the site."""
