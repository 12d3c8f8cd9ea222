"""A regency's figures over its agencies, from the figures each agency published. Reads no file."""
