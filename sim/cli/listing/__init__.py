"""`entente list`: everything that is declared, read off its declaration."""
