"""
Families by the thousand, for lists, boards and races that must hold under volume.

They are written in bulk and go the way of every row: a draft, its arrival, what became of it. All numbers
are synthetic, and the same seed gives the same families.
"""
