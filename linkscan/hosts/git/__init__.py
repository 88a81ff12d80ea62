"""Repositories read over git's smart HTTP protocol, without git: bytes in, facts out."""
