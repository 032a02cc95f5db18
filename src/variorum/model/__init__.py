"""Frozen values that everything else passes around; every offset is in code points of a stored text."""
