"""What the reader sees and types: the command line and the Textual app."""
