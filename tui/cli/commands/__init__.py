"""One module a command, each imported only when it runs."""
