"""From a link to its result: what is requested, and where the responses are parsed."""
