"""Everything the site needs beyond the figures: its fences, its notebook page, its cards, the author's drawings."""
