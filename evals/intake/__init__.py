"""Evaluation of the reading of records: precision, recall and F1 by kind and attribute, on records with gold facts."""
