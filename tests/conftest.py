"""What every test may use: settings for hypothesis."""

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True, print_blob=False)
settings.load_profile("project")
