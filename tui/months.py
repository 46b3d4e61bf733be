"""The names of the months. Nothing is imported for them: a page's first picture has one."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Not those of ``strftime``: it would speak the language of the terminal, and of nothing else here."""
