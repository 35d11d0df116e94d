"""One module per change of the schema, never altered once released."""
