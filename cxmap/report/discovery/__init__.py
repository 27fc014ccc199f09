"""What was found in event logs, as text, JSON, CSV and Markdown."""
