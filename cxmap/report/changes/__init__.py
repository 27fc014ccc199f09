"""Changes of maps as text, JSON, Markdown, annotations and SARIF."""
