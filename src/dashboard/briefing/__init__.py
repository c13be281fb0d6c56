"""The brief: built once, written as slides, pages and a bundle."""
