"""Turn numbers, places and steps into the words of a reader."""
