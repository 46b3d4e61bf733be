"""What the reading pane shows, without a terminal: a page in rows, its marks, a window over it and a cursor. Pure."""
