"""Where numbers come from: manifests, connectors, checks, the warehouse."""
