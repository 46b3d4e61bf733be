"""Features: a page's segments as a table of numbers, a row a segment, in named groups; pure functions over arrays."""
