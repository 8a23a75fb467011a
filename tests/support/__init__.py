"""Helpers for tests; no tests here."""
