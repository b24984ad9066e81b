"""Questions over the reference cases, with what a right answer must hold."""
