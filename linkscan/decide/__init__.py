"""Decide: verdicts of claims and papers from what was found; manual overrides. Pure."""
