"""The shipped content as YAML: every record reads like the page it becomes.

A field that is translated is a mapping of languages, a relation is the other record's key, and
rows that belong to a record (blocks, steps, weeks) stand inside it in their order. Fields at their
default are left out. What is written can be read again and gives the same files.
"""
