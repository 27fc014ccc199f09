"""Text in pictures: how wide it is, where it breaks, how it is set, and the words pictures are labelled with."""
