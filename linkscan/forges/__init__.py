"""The places linkscan knows: each forge says what to ask and reads the answers. No network in here.

A forge is a module that satisfies `forge.Forge`; `FORGES` is asked in order, and the open web, which knows
every address, is last.
"""
