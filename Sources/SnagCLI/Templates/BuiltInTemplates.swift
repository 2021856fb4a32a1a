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
# How a bug goes from report to fix. Statuses are in order; a transition's name is a verb:
# `snag triage ID priority=P1`. `snag check` judges every ticket by this file.
name: bug
types: [bug]
statuses:
  new:         { category: new }
  triaged:     { category: new }
  in-progress: { category: active }
  review:      { category: active }
  waiting:     { category: waiting, requires: [waiting_for] }
  done:        { category: done, requires: [resolution] }
transitions:
  triage: { from: new, to: triaged, requires: [priority] }
  start:  { from: [new, triaged, waiting], to: in-progress, effects: [assign-me] }
  submit: { from: in-progress, to: review }
  rework: { from: review, to: in-progress }
  wait:   { from: [new, triaged, in-progress, review], to: waiting, requires: [waiting_for] }
  done:   { from: [in-progress, review], to: done, requires: [resolution] }
  close:  { from: [new, triaged, waiting], to: done, requires: [resolution] }
  reopen: { from: done, to: in-progress, requires: [comment], effects: [clear-resolution] }

"""##),
  BuiltInTemplate(
    set: "dev", path: "workflows/feature.yml",
    text: ##"""
# How a feature goes from idea to the main branch.
name: feature
types: [feature]
statuses:
  new:         { category: new }
  ready:       { category: new }
  in-progress: { category: active }
  review:      { category: active }
  waiting:     { category: waiting, requires: [waiting_for] }
  done:        { category: done }
  dropped:     { category: done, requires: [resolution] }
transitions:
  accept: { from: new, to: ready, requires: [priority] }
  start:  { from: [new, ready, waiting], to: in-progress, effects: [assign-me] }
  submit: { from: in-progress, to: review }
  rework: { from: review, to: in-progress }
  wait:   { from: [new, ready, in-progress, review], to: waiting, requires: [waiting_for] }
  done:   { from: [in-progress, review], to: done }
  drop:   { from: [new, ready, in-progress, review, waiting], to: dropped, requires: [resolution] }
  reopen: { from: [done, dropped], to: in-progress, requires: [comment], effects: [clear-resolution] }

"""##),
  BuiltInTemplate(
    set: "dev", path: "workflows/task.yml",
    text: ##"""
# Everything else that somebody has to do.
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
  done:   { from: [new, in-progress, waiting], to: done }
  reopen: { from: done, to: in-progress, effects: [clear-resolution] }

"""##),
]
