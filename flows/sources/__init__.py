"""Files, feeds and archives -> articles."""
