"""Turn a scene into SVG, PNG and HTML: no other room knows a text format, a colour or a pixel."""
