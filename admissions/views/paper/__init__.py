"""The desk of a school: applications that come on paper."""
