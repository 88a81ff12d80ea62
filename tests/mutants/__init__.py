"""Mutation testing: break one operator, constant, statement or table row at a time and see whether a test fails."""
