"""The learned classifier: weights as JSON, read with the standard library and evaluated over all segments at once."""
