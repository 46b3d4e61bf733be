"""What the dialogs work out before they show it: where they stand, what they offer, how what is typed is read."""
