"""What an audience must not see is left out of the map before anything is drawn."""
