"""Switches that make a system slow, down or wrong, so that every outcome of a client can be caused."""
