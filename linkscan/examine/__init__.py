"""Examine links: schedule the requests, follow pages to their code, look for copies of what is gone."""
