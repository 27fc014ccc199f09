"""Templates, the product's and a workspace's own, the latter in a sandbox."""
