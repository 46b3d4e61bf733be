"""HTML: a page of the web into segments, with what its markup says of each."""
