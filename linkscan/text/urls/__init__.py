"""Find the addresses of a text: `finder` finds them, `repair` undoes damage, `domains` knows domains."""
