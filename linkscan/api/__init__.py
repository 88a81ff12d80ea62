"""The library: scan and check from Python, with results as they come, progress, stop and ledger."""
