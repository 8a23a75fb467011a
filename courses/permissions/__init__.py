"""Who may do what with courses, and with runs of them. One question a function; the answer carries the rule's code."""
