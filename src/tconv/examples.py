"""The numbers of every figure, a row each: the only place where they are written."""

from difflib import get_close_matches

from tconv.example import Example, ExampleError

_ROWS = (
    Example(
        name="overlap",
        title="Four stamps that overlap",
        operation="transposed",
        input="1 2; 3 4",
        kernel="1 0 2; -1 3 1; 2 -2 1",
        stride=(2, 2),
    ),
    Example(
        name="author-transposed",
        title="The author's example, transposed",
        operation="transposed",
        input="-5 -5; -5 -5",
        kernel="1 0; 0 -1",
        stride=(2, 2),
    ),
    Example(
        name="author-convolution",
        title="The author's example",
        operation="convolution",
        input="1 2 3 4; 5 6 7 8; 9 10 11 12; 13 14 15 16",
        kernel="1 0; 0 -1",
        stride=(2, 2),
    ),
    Example(
        name="padded-convolution",
        title="A convolution with padding",
        operation="convolution",
        input="2 0 1 3; 1 -1 4 2",
        kernel="1 2 -1; 0 3 1",
        stride=(1, 2),
        padding=(1, 1),
    ),
    Example(
        name="crop",
        title="Not square, and cropped",
        operation="transposed",
        input="2 -1 3; 1 4 0",
        kernel="1 2; 3 -1; 0 1",
        stride=(2, 1),
        padding=(1, 0),
        output_padding=(1, 0),
        bias=10,
    ),
    Example(
        name="pencil",
        title="To redo with a pencil",
        operation="transposed",
        input="3 -2; 1 4",
        kernel="2 -1 1; 1 3 -2",
        stride=(3, 2),
        padding=(1, 0),
        output_padding=(1, 1),
        dilation=(2, 1),
        bias=7,
    ),
)

EXAMPLES = {row.name: row for row in _ROWS}


def find(name: str) -> Example:
    """Return the example of that name, or say which there are."""
    if name in EXAMPLES:
        return EXAMPLES[name]
    close = get_close_matches(name, EXAMPLES, n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    raise ExampleError(f"unknown example {name!r}; {hint}There are: {', '.join(EXAMPLES)}")
