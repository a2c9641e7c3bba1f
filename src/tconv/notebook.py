"""What a notebook imports: `trace` an example, or `compare` several, and the cell shows the figure."""

from tconv.output.notebook import compare, register, trace

__all__ = ["compare", "trace"]

register()
