"""From files of the address register to rows that can be checked and stored."""
