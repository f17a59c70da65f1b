"""Cities that ship with Penumbra: one folder each, read through its `datapackage.json`."""
