"""A package of its own: a library of the environment ships one of the same name."""
