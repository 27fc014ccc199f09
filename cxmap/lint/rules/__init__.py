"""The rules, a module or package for each family."""
