"""A network of centers, people and cases that do not exist, for demonstrations and tests."""
