"""Reading a repository over git's smart HTTP protocol, without git: bytes in, facts out.

What each part follows: https://git-scm.com/docs/protocol-common (pkt-lines), protocol-v2 (fetch), gitprotocol-http
(the first answer), gitformat-pack (packs).
"""
