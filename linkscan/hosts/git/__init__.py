"""Read repositories over git's smart HTTP protocol, without running git: bytes in, facts out."""
