"""Files whose rows are predicted in the background: brought, answered, taken away again."""
