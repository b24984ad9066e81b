"""Speed, memory and retrieval of the program, measured; `python -m evals.bench` prints them."""
