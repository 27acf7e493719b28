"""The parent's screens: the five steps of an application, what became of it, the papers."""
