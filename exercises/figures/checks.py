"""What a physiotherapist would object to, as far as numbers can tell."""
