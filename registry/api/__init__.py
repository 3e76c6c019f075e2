"""The registry over JSON: the queries and services of the pages, in other clothes."""
