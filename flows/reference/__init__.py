"""Words and facts as CSV files, with typed, validated, cached loaders."""
