"""Typed values of the whole way of the data: case, policy, outcome, evidence, document."""
