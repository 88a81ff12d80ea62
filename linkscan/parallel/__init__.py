"""Pure functions run on several cores: chunks of items, and the processes that work on them."""
