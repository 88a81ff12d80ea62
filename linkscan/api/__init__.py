"""The library: scanning and checking from Python, with streamed results, progress, stopping and the ledger."""
