"""The sample articles that a library made by the app starts with."""
