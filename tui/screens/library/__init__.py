"""The list of articles on the screen, and what is done to those that are chosen."""
