"""The domain: frozen pydantic models that define the format, and the records that hold a validated map."""
