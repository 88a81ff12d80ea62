"""Read: what the text of one paper says. Pure: no network, no clock, no disk."""
