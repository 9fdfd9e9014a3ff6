"""Work in the background: a row per job, a worker that runs it in a process of its own, its progress, its end.

How to add a kind
-----------------
1. Write a module in the wing that the work belongs to (`predictor/WING/job.py`) with the functions of `kinds.Work`:
   `run(run, **arguments)` does the work, the others say in words what was told and what came of it. Whoever opens a
   list imports it too: libraries are imported inside `run`.
2. Name the module in `kinds.KINDS`, with its lane, how long it may be silent, and whether it may be tried again.
3. Ask for it, in the wing's `work.py`: `jobs.work.ask("slug", {"class": 12}, asked_by=user)`. Arguments are small facts
   in JSON: keys of rows, never rows.

What `run` may rely on: it is alone in its process, which may be killed at any moment; then it is called once more with
the same arguments where the kind may be tried again. So it writes everything in one transaction, whose last statement
is `run.finish(result)`; where another attempt has taken the job meanwhile, that raises and nothing is stored. On the
way `run.tell(percent, fact)`, also inside a transaction. What cannot be done is refused by `raise Refused(sentence)`.

Jobs that must not run beside each other take turns: `turns` in `kinds.KINDS` names a module with the functions of
`kinds.Turns`. Where somebody outside was quicker all the same, `raise Later`: the job waits until it is its turn.
"""
