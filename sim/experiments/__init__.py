"""Questions put to a study, and the words of their answers."""
