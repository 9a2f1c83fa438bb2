"""Reads for pages and services: nothing here changes anything."""
