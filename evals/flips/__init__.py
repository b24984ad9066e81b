"""Requests that are approved, each with one thing changed for the worse: does a line still come out as necessary?"""
