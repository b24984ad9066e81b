"""The guard attacked: documents that are right, made wrong in one place in many ways, and what the guard finds."""
