"""Places, people, bodies, peoples and documents, with the handle that joins the variants of a name."""
