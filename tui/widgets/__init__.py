"""Widgets: they know data, paint it and post messages."""
