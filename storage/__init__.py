"""Everything that needs no terminal: intake, cleaning, library, anchors, search, exchange formats."""
