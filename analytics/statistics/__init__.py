"""Estimates over plain numbers: no database, no clock, nothing about the registry."""
