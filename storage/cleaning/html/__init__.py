"""HTML: a page of the web into segments, with what its markup and an extractor say of each."""
