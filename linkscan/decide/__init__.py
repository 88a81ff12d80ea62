"""Decide the verdicts of claims and papers from the evidence, and apply manual overrides. Pure."""
