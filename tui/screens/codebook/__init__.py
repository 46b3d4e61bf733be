"""The codebook on the screen: the tree of tags, what is done to them, and what they are given to."""
