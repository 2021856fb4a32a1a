// Generated from templates/ by `RECORD_SNAPSHOTS=1 swift test --filter BuiltInTemplate`; do not edit.
// swift-format-ignore-file

/// The files of `templates`, in the order of their paths.
let builtInTemplates: [BuiltInTemplate] = [
  BuiltInTemplate(
    set: "dev", path: "templates/bug.md",
    text: ##"""
---
type: bug
---

## What happens

## What should happen

## Steps to reproduce

1.

"""##),
  BuiltInTemplate(
    set: "dev", path: "templates/feature.md",
    text: ##"""
---
type: feature
---

## Why

## Acceptance

- [ ]

"""##),
  BuiltInTemplate(
    set: "dev", path: "templates/task.md",
    text: ##"""
---
type: task
---

"""##),
  BuiltInTemplate(
    set: "dev", path: "workflows/bug.yml",
    text: ##"""
# How a bug goes from report to release. Statuses are in order; a transition's name is a verb:
# `snag triage ID priority=P1`. `snag check` judges every ticket by this file; `snag help workflow`
# says what the guards and effects mean.
#
# `submit`, `approve` and `done` are the way through review. `close` ends a bug without one: what
# somebody alone needs, and what is not a bug after all. A team in which every fix is reviewed takes
# in-progress out of close's `from`.
name: bug
types: [bug]
statuses:
  new:         { category: new }
  triaged:     { category: new }
  in-progress: { category: active, wip: 5 }
  review:      { category: active }
  waiting:     { category: waiting, requires: [waiting_for] }
  done:        { category: done, requires: [resolution] }
  released:    { category: done, requires: [resolution] }
transitions:
  triage:  { from: new, to: triaged, requires: [priority] }
  start:   { from: [new, triaged, waiting], to: in-progress, effects: [assign-me, branch] }
  submit:  { from: in-progress, to: review, guards: [branch-has-commits, checklist-complete] }
  approve: { from: review, guards: [not-assignee], effects: [record-approval] }
  rework:  { from: review, to: in-progress, effects: [clear-approvals] }
  wait:    { from: [new, triaged, in-progress, review], to: waiting, requires: [waiting_for] }
  done:    { from: review, to: done, guards: [approved, blockers-done] }
  close:   { from: [new, triaged, in-progress, waiting], to: done }
  release: { from: done, to: released, guards: [merged] }
  reopen:
    from: [done, released]
    to: in-progress
    requires: [comment]
    effects: [clear-resolution, clear-approvals]

"""##),
  BuiltInTemplate(
    set: "dev", path: "workflows/feature.yml",
    text: ##"""
# How a feature goes from idea to release. `submit`, `approve` and `done` are the way through review;
# `close` is for somebody who works alone: delete it where every feature is reviewed.
name: feature
types: [feature]
statuses:
  new:         { category: new }
  ready:       { category: new }
  in-progress: { category: active, wip: 5 }
  review:      { category: active }
  waiting:     { category: waiting, requires: [waiting_for] }
  done:        { category: done }
  released:    { category: done }
  dropped:     { category: done, requires: [resolution] }
transitions:
  accept:  { from: new, to: ready, requires: [priority] }
  start:   { from: [new, ready, waiting], to: in-progress, effects: [assign-me, branch] }
  submit:  { from: in-progress, to: review, guards: [branch-has-commits, checklist-complete] }
  approve: { from: review, guards: [not-assignee], effects: [record-approval] }
  rework:  { from: review, to: in-progress, effects: [clear-approvals] }
  wait:    { from: [new, ready, in-progress, review], to: waiting, requires: [waiting_for] }
  done:    { from: review, to: done, guards: [approved, blockers-done, children-done] }
  close:
    from: in-progress
    to: done
    guards: [checklist-complete, blockers-done, children-done]
  release: { from: done, to: released, guards: [merged] }
  drop:    { from: [new, ready, in-progress, review, waiting], to: dropped, requires: [resolution] }
  reopen:
    from: [done, released, dropped]
    to: in-progress
    requires: [comment]
    effects: [clear-resolution, clear-approvals]

"""##),
  BuiltInTemplate(
    set: "dev", path: "workflows/task.yml",
    text: ##"""
# Everything else that somebody has to do: without review, and with a branch only if you make one.
name: task
types: [task, chore, epic]
statuses:
  new:         { category: new }
  in-progress: { category: active }
  waiting:     { category: waiting, requires: [waiting_for] }
  done:        { category: done }
transitions:
  start:  { from: [new, waiting], to: in-progress, effects: [assign-me] }
  wait:   { from: [new, in-progress], to: waiting, requires: [waiting_for] }
  done:   { from: [new, in-progress, waiting], to: done, guards: [blockers-done, children-done] }
  reopen: { from: done, to: in-progress, effects: [clear-resolution] }

"""##),
]
