"""The back-test: a tracker's facts, told in made-up reports, must come out of the pipeline as the same totals."""
