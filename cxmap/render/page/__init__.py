"""What a page is made of: blocks and tables, title, legend, columns and cards, composed on sheets of a paper."""
