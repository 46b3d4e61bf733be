"""What stands in the lists, line by line: rows as runs of text and ink, their order and their filter. Pure."""
