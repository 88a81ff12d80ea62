"""Reading a repository over git's smart HTTP protocol, without git: bytes in, facts out.

What each part follows: https://git-scm.com/docs/gitprotocol-common (pkt-lines), gitprotocol-http (the first
answer), gitprotocol-v2 (fetch), gitformat-pack (packs).
"""
