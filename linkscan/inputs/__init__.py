"""The inputs of a run: files, records, queries to services, and papers of earlier runs."""
