"""Turn a trace into a scene: where each thing stands, in cells; one file a view."""
