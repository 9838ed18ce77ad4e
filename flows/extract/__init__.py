"""One parsed document -> the rows of one article; pure functions."""
