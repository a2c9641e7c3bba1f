"""The author's hand-drawn sheets: their transcriptions, compared with the core and laid out on a page."""
