"""Render: what a run found, in the formats people use."""
