"""Turn an example into the steps of its computation, one file a view."""
