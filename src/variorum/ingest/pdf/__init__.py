"""PDF: drawn characters put back into lines, paragraphs and pages."""
