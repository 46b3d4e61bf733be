"""What the reading pane shows, worked out without a terminal: a page in rows, its marks, a window and a cursor. Pure."""
