"""An article on the screen: what is shown, where the reader is, and all that is done there, a part a module."""
