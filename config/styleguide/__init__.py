"""The living component page: every part of the design system in its states, with made-up content."""
