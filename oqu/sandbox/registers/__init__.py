"""The state's registers: who lives where, whose children they are, which organisations there are."""
