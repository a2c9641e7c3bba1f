"""Turn the name of an extra into the line that installs it, from the repository: no index has this package."""

from importlib.metadata import PackageNotFoundError, metadata


def to_install(extra: str) -> str:
    """Write the line for a shell; [project.urls] in pyproject.toml names the repository."""
    try:
        urls = metadata("tconv").get_all("Project-URL") or []
    except PackageNotFoundError:  # its files are used where they lie
        return f"install what pyproject.toml lists as {extra}"
    repository = next(url.removeprefix("Repository, ") for url in urls if url.startswith("Repository, "))
    return f'pip install "tconv[{extra}] @ git+{repository}"'
