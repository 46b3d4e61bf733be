"""All notes on the screen: grouped, narrowed, changed in place and taken away."""
