"""Forms: they read what people type and say what is wrong with its shape; services hold what is true."""
