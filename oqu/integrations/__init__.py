"""
Outside systems: one package each with a port (words, facts, errors) and a real client.

There are no fakes here: locally and in tests the clients talk to the sandbox over the real protocols, and a
real system is a matter of settings.
"""
