"""Pure functions: the record in, small tables out. No drawing, no files, no clock."""
