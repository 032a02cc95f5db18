"""XML: Akoma Ntoso, TEI, and others by common names."""
