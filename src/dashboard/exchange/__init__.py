"""The record in other people's formats."""
