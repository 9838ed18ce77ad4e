"""One string, one set of offsets: sentences, quotation marks, and the parsed document."""
