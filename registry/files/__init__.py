"""Files people attach to a case: rebuilt from their pixels by a program of its own, stored encrypted."""
