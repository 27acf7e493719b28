"""Telephones of the town: their SMS inboxes and the gateway that fills them."""
