"""The state's consent service (КДП): asks by SMS from 1414 and takes the answer 511 from the same number."""
