"""The archive: original bytes, where they came from, and every row made from them."""
