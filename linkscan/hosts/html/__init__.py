"""Read web pages: what they say, whether they are error pages or walls, and the code they link to."""
