"""The address register: the town's own tables, and changes that somebody makes to them by hand."""
