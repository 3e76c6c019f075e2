"""Reading a cohort file into the record: file -> rows -> plans (what each row says) -> the record.

`files` reads CSV, TSV, XLSX and JSON; `parsing` reads the mapping that says what each column means;
`planning` turns a row into values of patient, case and entries, with every problem named; `merging` holds a
plan against what the record has; `writing` stores new cases in bulk. The act itself is in
`registry.services.imports`.
"""
