"""What people wrote, as evidence: the words and themes that go with low scores, never a level of its own."""
