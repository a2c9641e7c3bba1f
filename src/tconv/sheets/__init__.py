"""The author's hand-drawn sheets: what the pen wrote, and how it compares with the core."""
