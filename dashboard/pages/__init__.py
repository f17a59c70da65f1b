"""One page per file; each declares PAGE."""
