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
        name="author-convolution-padded",
        title="The author's example with padding",
        operation="convolution",
        input="1 2 3 4; 5 6 7 8; 9 10 11 12; 13 14 15 16",
        kernel="1 0; 0 -1",
        stride=(2, 2),
        padding=(1, 1),
    ),
    Example(
        name="author-transposed-padded",
        title="The author's example with padding, transposed",
        operation="transposed",
        input="-1 -3 0; -9 -5 8; 0 14 16",
        kernel="1 0; 0 -1",
        stride=(2, 2),
        padding=(1, 1),
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
    *(
        Example(
            name=f"stride-{stride}",
            title=f"Stride {stride}",
            operation="transposed",
            input="1 2; 3 4",
            kernel="2 1 -1; 0 3 1; 1 -2 2",
            stride=(stride, stride),
        )
        for stride in (1, 2, 3)
    ),
    *(
        Example(
            name=f"kernel-{kernel.count(';') + 1}",
            title=f"Kernel size {kernel.count(';') + 1}",
            operation="transposed",
            input="1 2; 3 4",
            kernel=kernel,
            stride=(2, 2),
        )
        for kernel in ("2 -1; 1 3", "2 -1 1; 1 3 0; -2 1 2", "2 -1 1 0; 1 3 0 1; -2 1 2 -1; 0 1 -1 1")
    ),
    *(
        Example(
            name=f"padding-{padding}",
            title=f"Padding {padding}",
            operation="transposed",
            input="1 2; 3 4",
            kernel="2 1 -1; 0 3 1; 1 -2 2",
            stride=(2, 2),
            padding=(padding, padding),
        )
        for padding in (0, 1, 2)
    ),
    *(
        Example(
            name=f"output-padding-{extra}",
            title=f"Output padding {extra}",
            operation="transposed",
            input="1 2; 3 4",
            kernel="2 1 -1; 0 3 1; 1 -2 2",
            stride=(3, 3),
            padding=(1, 1),
            output_padding=(extra, extra),
        )
        for extra in (0, 1, 2)
    ),
    *(
        Example(
            name=f"dilation-{dilation}",
            title=f"Dilation {dilation}",
            operation="transposed",
            input="1 2; 3 4",
            kernel="2 -1; 1 3",
            dilation=(dilation, dilation),
        )
        for dilation in (1, 2, 3)
    ),
    Example(
        name="doubling",
        title="Doubling a grid",
        operation="transposed",
        input="3 1 -2; 0 4 2",
        kernel="1 2; -1 1",
        stride=(2, 2),
    ),
    Example(
        name="settings",
        title="Every setting at once",
        operation="transposed",
        input="2 -1; 4 3; 0 5",
        kernel="1 -2 4; 3 0 -1",
        stride=(1, 4),
        padding=(1, 3),
        output_padding=(0, 1),
        dilation=(3, 2),
        bias=5,
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
