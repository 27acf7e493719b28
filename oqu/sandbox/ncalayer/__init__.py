"""
NCALayer: the program on a person's computer that signs for the pages of a browser.

Pages speak to it by WebSocket on 127.0.0.1; its window, in which a person chooses the key, is a page of the sandbox.
"""
