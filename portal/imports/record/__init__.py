"""The import of people's records: a sheet for each kind of fact, made from the papers of the acts."""
