"""Screens: each shows one thing and holds the library while it does."""
