"""From a link to its result: what is requested, and where what comes back is read."""
