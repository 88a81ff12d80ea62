"""What a run reads: files, records, queries to services, and papers of earlier runs."""
