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
  start:
    from: [new, triaged, waiting]
    to: in-progress
    effects: [assign-me, branch, clear-waiting]
  submit:  { from: in-progress, to: review, guards: [branch-has-commits, checklist-complete] }
  approve: { from: review, guards: [not-assignee], effects: [record-approval] }
  rework:  { from: review, to: in-progress, effects: [clear-approvals] }
  wait:    { from: [new, triaged, in-progress, review], to: waiting, requires: [waiting_for] }
  done:    { from: review, to: done, guards: [approved, blockers-done] }
  close:   { from: [new, triaged, in-progress, waiting], to: done, effects: [clear-waiting] }
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
  start:
    from: [new, ready, waiting]
    to: in-progress
    effects: [assign-me, branch, clear-waiting]
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
  drop:
    from: [new, ready, in-progress, review, waiting]
    to: dropped
    requires: [resolution]
    effects: [clear-waiting]
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
  start:  { from: [new, waiting], to: in-progress, effects: [assign-me, clear-waiting] }
  wait:   { from: [new, in-progress], to: waiting, requires: [waiting_for] }
  done:
    from: [new, in-progress, waiting]
    to: done
    guards: [blockers-done, children-done]
    effects: [clear-waiting]
  reopen: { from: done, to: in-progress, effects: [clear-resolution] }

"""##),
  BuiltInTemplate(
    set: "helpdesk", path: "templates/change.md",
    text: ##"""
---
type: change
---

## Reason

## Services and people affected

## Risk

What can go wrong, how likely it is, and what it would do.

## Implementation plan

1.

## Test plan

1.

## Back-out plan

Up to which point, by whom, and how long it takes.

## Implementation

- [ ] The people affected know the time
- [ ] A backup was made, and restoring it was tried
- [ ] Carried out as planned
- [ ] The tests passed
- [ ] Monitoring is quiet
- [ ] Documentation and configuration records are up to date

"""##),
  BuiltInTemplate(
    set: "helpdesk", path: "templates/incident.md",
    text: ##"""
---
type: incident
queue: service-desk
---

## What happens

## Who is affected

## Since when, and how often

## Error message

## What was tried

"""##),
  BuiltInTemplate(
    set: "helpdesk", path: "templates/problem.md",
    text: ##"""
---
type: problem
---

## Symptoms

## Incidents and impact

## Time line

## Analysis

## Workaround

## Permanent fix

"""##),
  BuiltInTemplate(
    set: "helpdesk", path: "templates/request.md",
    text: ##"""
---
type: request
queue: service-desk
---

## What is needed

## For whom, and by when

## Reason

## Delivery

- [ ] Delivered, and the requester knows how to use it
- [ ] Recorded as an asset or licence, where it is one

"""##),
  BuiltInTemplate(
    set: "helpdesk", path: "workflows/change.yml",
    text: ##"""
# A change: anything added, altered or taken away that could affect a service.
#
# new -> approval -> scheduled -> implementing -> review -> closed. Nothing is implemented without
# approval: a normal change takes two of its approvers and a day (due); an emergency change is
# expedited with one approval and a comment that gives the reason. Neither the requester nor the
# implementer approves. When the plan changes, the change is revised and its approvals are void.
# What went wrong is backed out; either way somebody else than the implementer reviews it and
# closes it with a resolution: successful, partly, backed-out. Changes that need no approval,
# because they are routine, are service requests.
name: change
types: [change]
statuses:
  new:          { category: new }
  approval:     { category: waiting, requires: [approvers] }
  scheduled:    { category: active, requires: [due] }
  implementing: { category: active }
  review:       { category: active }
  closed:       { category: done, requires: [resolution] }
  cancelled:    { category: done, requires: [resolution] }
transitions:
  # impact is what the approvers go by; the plans are in the text.
  submit:    { from: new, to: approval, requires: [priority, impact, approvers] }
  approve:   { from: approval, guards: [not-requester, not-assignee], effects: [record-approval] }
  schedule:  { from: approval, to: scheduled, requires: [due], guards: [{ approved: 2 }] }
  expedite:
    from: approval
    to: implementing
    requires: [comment]
    guards: [{ approved: 1 }]
    effects: [assign-me]
  start:     { from: scheduled, to: implementing, guards: [blockers-done], effects: [assign-me] }
  finish:    { from: implementing, to: review, guards: [checklist-complete, children-done] }
  # The service is as it was before; the comment says what went wrong.
  back-out:  { from: implementing, to: review, requires: [comment] }
  close:     { from: review, to: closed, requires: [resolution], guards: [not-assignee] }
  # The plan changed, or is tried once more after a back-out.
  revise:
    from: [approval, scheduled, review]
    to: new
    requires: [comment]
    effects: [clear-approvals]
  decline:   { from: [new, approval], to: cancelled, requires: [resolution, comment] }
  cancel:    { from: [new, approval, scheduled], to: cancelled, requires: [resolution] }
  restore:
    from: cancelled
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-approvals]

"""##),
  BuiltInTemplate(
    set: "helpdesk", path: "workflows/incident.yml",
    text: ##"""
# An incident: something that worked does not, for one person or for many. The aim is to restore
# the service; why it broke is a problem's business (link it: `snag edit ID related+=PROBLEM`).
#
# new -> open -> in-progress -> resolved -> closed. Whoever picks the call up may go straight from
# new to in-progress or resolved; the priority, from impact and urgency, is set on the way in any
# case, because service levels go by it. The requester confirms, or reopens with a comment, as
# long as the incident is resolved. Closed is final: what comes back is a new incident with
# related=.
name: incident
types: [incident]
statuses:
  new:         { category: new }
  open:        { category: new, requires: [priority] }
  in-progress: { category: active, requires: [priority] }
  waiting:     { category: waiting, requires: [waiting_for] }
  resolved:    { category: done, requires: [priority, resolution] }
  closed:      { category: done, requires: [resolution] }
  cancelled:   { category: done, requires: [resolution] }
transitions:
  triage:    { from: new, to: open, requires: [priority] }
  start:     { from: [new, open], to: in-progress, requires: [priority], effects: [assign-me] }
  # For a user, a vendor, a part.
  wait:      { from: [open, in-progress], to: waiting, requires: [waiting_for] }
  resume:    { from: waiting, to: in-progress, effects: [assign-me, clear-waiting] }
  # resolution says how: fixed, workaround, no-fault-found …
  resolve:
    from: [new, open, in-progress, waiting]
    to: resolved
    requires: [priority, resolution]
    effects: [assign-me, clear-waiting]
  # By the requester or whoever asked them, never by the one who fixed it.
  confirm:   { from: resolved, to: closed, guards: [not-assignee] }
  # When no answer came within the agreed days.
  close:     { from: resolved, to: closed }
  reopen:    { from: resolved, to: in-progress, requires: [comment], effects: [clear-resolution] }
  # Endings without work.
  decline:   { from: [new, open], to: cancelled, requires: [resolution, comment] }
  duplicate:
    from: [new, open, in-progress, waiting]
    to: cancelled
    requires: [duplicate_of, resolution]
  spam:      { from: new, to: cancelled, requires: [resolution] }
  cancel:    { from: [new, open, in-progress, waiting], to: cancelled, requires: [resolution] }
  # Cancelled by mistake.
  restore:
    from: cancelled
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-waiting]

"""##),
  BuiltInTemplate(
    set: "helpdesk", path: "workflows/problem.yml",
    text: ##"""
# A problem: the unknown cause behind one or more incidents, which are linked with related=.
#
# new -> open -> investigating -> known-error -> resolved -> closed. A known error has a cause and
# a workaround (the comment of `diagnose`), so that the service desk can help while the fix is
# made. The fix itself is a change: name it in blocked_by, and resolving waits until it is done.
# Nothing is resolved without its cause. Closing is the review after the fix has held: the comment
# says what was learnt.
name: problem
types: [problem]
statuses:
  new:           { category: new }
  open:          { category: new, requires: [priority] }
  investigating: { category: active }
  waiting:       { category: waiting, requires: [waiting_for] }
  known-error:   { category: active, requires: [cause] }
  resolved:      { category: done, requires: [cause, resolution] }
  closed:        { category: done, requires: [cause, resolution] }
  cancelled:     { category: done, requires: [resolution] }
transitions:
  triage:    { from: new, to: open, requires: [priority] }
  start:     { from: [open, known-error], to: investigating, effects: [assign-me] }
  # For logs, for a vendor, for the next time it happens.
  wait:      { from: [open, investigating], to: waiting, requires: [waiting_for] }
  resume:    { from: waiting, to: investigating, effects: [assign-me, clear-waiting] }
  diagnose:
    from: investigating
    to: known-error
    requires: [cause, comment]
    guards: [assigned]
  resolve:
    from: [investigating, known-error]
    to: resolved
    requires: [cause, resolution]
    guards: [blockers-done, children-done]
  close:     { from: resolved, to: closed, requires: [comment] }
  # It came back: the cause was another one, or not the only one.
  reopen:
    from: [resolved, closed]
    to: investigating
    requires: [comment]
    effects: [clear-resolution]
  decline:   { from: [new, open], to: cancelled, requires: [resolution, comment] }
  duplicate:
    from: [new, open, investigating, waiting, known-error]
    to: cancelled
    requires: [duplicate_of, resolution]
  # The risk is accepted, or the service is going away.
  cancel:
    from: [open, investigating, waiting, known-error]
    to: cancelled
    requires: [resolution, comment]
  restore:
    from: cancelled
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-waiting]

"""##),
  BuiltInTemplate(
    set: "helpdesk", path: "workflows/request.yml",
    text: ##"""
# A service request: somebody wants something that the service desk offers, such as a laptop, a
# licence, a mailbox. Nothing is broken.
#
# new -> open -> in-progress -> resolved -> closed; what costs money or needs a manager's word
# goes by way of approval. Everybody named in approvers has to agree; the person who asked never
# counts. What several teams deliver are child tickets (parent=ID); resolving waits for them and
# for the checklist.
name: request
types: [request]
statuses:
  new:         { category: new }
  approval:    { category: waiting, requires: [approvers] }
  open:        { category: new }
  in-progress: { category: active }
  waiting:     { category: waiting, requires: [waiting_for] }
  resolved:    { category: done, requires: [resolution] }
  closed:      { category: done, requires: [resolution] }
  cancelled:   { category: done, requires: [resolution] }
transitions:
  # For what anybody may have.
  triage:    { from: new, to: open, requires: [priority] }
  # For what somebody has to agree to.
  submit:    { from: new, to: approval, requires: [priority, approvers] }
  approve:   { from: approval, guards: [not-requester], effects: [record-approval] }
  accept:    { from: approval, to: open, guards: [approved] }
  # Back to the requester's desk: the wish changed, so approvals start anew.
  revise:    { from: [approval, open], to: new, requires: [comment], effects: [clear-approvals] }
  start:     { from: open, to: in-progress, effects: [assign-me] }
  wait:      { from: [open, in-progress], to: waiting, requires: [waiting_for] }
  resume:    { from: waiting, to: in-progress, effects: [assign-me, clear-waiting] }
  resolve:
    from: in-progress
    to: resolved
    requires: [resolution]
    guards: [checklist-complete, children-done]
  confirm:   { from: resolved, to: closed, guards: [not-assignee] }
  close:     { from: resolved, to: closed }
  reopen:    { from: resolved, to: in-progress, requires: [comment], effects: [clear-resolution] }
  decline:   { from: [new, approval, open], to: cancelled, requires: [resolution, comment] }
  duplicate:
    from: [new, approval, open, in-progress, waiting]
    to: cancelled
    requires: [duplicate_of, resolution]
  spam:      { from: new, to: cancelled, requires: [resolution] }
  # The requester no longer wants it.
  cancel:
    from: [new, approval, open, in-progress, waiting]
    to: cancelled
    requires: [resolution]
  restore:
    from: cancelled
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-approvals, clear-waiting]

"""##),
  BuiltInTemplate(
    set: "hr", path: "templates/access-request.md",
    text: ##"""
---
type: access-request
queue: it
---

## Who needs access

## To what, and with which rights

The least that the work needs.

## Why

## Until when

## Granting

- [ ] Rights are those that were approved
- [ ] The person knows the rules that go with them

"""##),
  BuiltInTemplate(
    set: "hr", path: "templates/hr-case.md",
    text: ##"""
---
type: hr-case
queue: hr
---

> Everybody who can clone this repository can read this ticket, its internal comments, and what was
> deleted from it. Write nothing confidential here (health, pay, a complaint about a person); say only
> that somebody should be called, and keep the case in a repository that HR alone can clone.

## What it is about

## What would help

"""##),
  BuiltInTemplate(
    set: "hr", path: "templates/hr-task.md",
    text: ##"""
---
type: hr-task
queue: hr
---

## What is to be done

"""##),
  BuiltInTemplate(
    set: "hr", path: "templates/offboarding.md",
    text: ##"""
---
type: offboarding
queue: hr
---

> Everybody who can clone this repository can read this ticket, and what was deleted from it. Names and
> dates that the work needs, nothing more: no health, pay, or judgement of a person.

## Role, team and manager

## Who takes over what

## Before the last day

- [ ] Notice confirmed in writing, last day and leave agreed
- [ ] Child tickets made: equipment, accounts and access, last pay slip
- [ ] Handover planned with the manager
- [ ] Team and contacts told

## Last day

- [ ] Talk about why, and what could be better
- [ ] Equipment, keys and badge returned
- [ ] Access ended everywhere, shared passwords changed

## Afterwards

- [ ] Reference and papers sent
- [ ] Mailbox forwarded, then closed
- [ ] Personal data deleted when its time is over

"""##),
  BuiltInTemplate(
    set: "hr", path: "templates/onboarding.md",
    text: ##"""
---
type: onboarding
queue: hr
---

> Everybody who can clone this repository can read this ticket, and what was deleted from it. Names and
> dates that the work needs, nothing more: no health, pay, or judgement of a person.

## Role, team and manager

## Place and way of working

## Before the first day

- [ ] Contract signed and filed
- [ ] Payroll, tax and insurance registered
- [ ] Child tickets made: equipment, accounts and access, workplace
- [ ] Manager has named a buddy and planned the first week
- [ ] Welcome message with time, place and contact sent

## First day

- [ ] Welcomed, shown round, keys or badge handed over
- [ ] Equipment and accounts work
- [ ] Safety, security and data protection briefing given

## First months

- [ ] Talk after the first week
- [ ] Talk after the first month
- [ ] Talk before the probation ends

"""##),
  BuiltInTemplate(
    set: "hr", path: "workflows/access-request.yml",
    text: ##"""
# Somebody needs access to a system, a folder, a building.
#
# new -> approval -> in-progress -> granted, and one day revoked. No way leads round the approval:
# everybody named in approvers has to give it (the manager, the owner of the system), the
# requester never counts, and whoever asked does not grant it to themselves. When the wish changes
# it goes back, and approvals start anew. Access that is granted stays findable (`snag list
# status:granted`) until it is revoked.
name: access-request
types: [access-request]
statuses:
  new:         { category: new }
  approval:    { category: waiting, requires: [approvers] }
  in-progress: { category: active, requires: [approvers] }
  granted:     { category: done, requires: [resolution] }
  revoked:     { category: done, requires: [resolution] }
  declined:    { category: done, requires: [resolution] }
  cancelled:   { category: done, requires: [resolution] }
transitions:
  submit:    { from: new, to: approval, requires: [approvers] }
  approve:   { from: approval, guards: [not-requester, not-assignee], effects: [record-approval] }
  # More has to be known, or it should be something else.
  revise:    { from: approval, to: new, requires: [comment], effects: [clear-approvals] }
  start:
    from: approval
    to: in-progress
    guards: [approved, not-requester]
    effects: [assign-me]
  # resolution says what was granted, and until when.
  grant:
    from: in-progress
    to: granted
    requires: [resolution]
    guards: [checklist-complete, not-requester]
  revoke:    { from: granted, to: revoked, requires: [comment] }
  decline:   { from: [new, approval, in-progress], to: declined, requires: [resolution, comment] }
  duplicate: { from: [new, approval], to: cancelled, requires: [duplicate_of, resolution] }
  cancel:    { from: [new, approval, in-progress], to: cancelled, requires: [resolution] }
  restore:
    from: [declined, cancelled]
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-approvals]

"""##),
  BuiltInTemplate(
    set: "hr", path: "workflows/hr-case.yml",
    text: ##"""
# A question or a concern that somebody brings to HR: leave, pay, a certificate, a conflict.
#
# new -> open -> resolved -> closed. Mind that git shows every clone every file, and keeps what
# was deleted: an `--internal` comment is hidden from no one who can clone. What is confidential
# (health, pay, a complaint about a person) belongs into a repository that only HR can clone, not
# into this one.
name: hr-case
types: [hr-case]
statuses:
  new:       { category: new }
  open:      { category: active }
  waiting:   { category: waiting, requires: [waiting_for] }
  resolved:  { category: done, requires: [resolution] }
  closed:    { category: done, requires: [resolution] }
  cancelled: { category: done, requires: [resolution] }
transitions:
  take:      { from: new, to: open, effects: [assign-me] }
  # For papers, for a decision, for the person's answer.
  wait:      { from: [new, open], to: waiting, requires: [waiting_for] }
  resume:    { from: waiting, to: open, effects: [assign-me, clear-waiting] }
  resolve:
    from: [open, waiting]
    to: resolved
    requires: [resolution, comment]
    effects: [assign-me, clear-waiting]
  # The person is content; never decided by whoever worked on it.
  confirm:   { from: resolved, to: closed, guards: [not-assignee] }
  close:     { from: resolved, to: closed }
  reopen:
    from: [resolved, closed]
    to: open
    requires: [comment]
    effects: [clear-resolution]
  duplicate: { from: [new, open, waiting], to: cancelled, requires: [duplicate_of, resolution] }
  # Withdrawn, or taken elsewhere (resolution=moved).
  cancel:    { from: [new, open, waiting], to: cancelled, requires: [resolution] }
  restore:
    from: cancelled
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-waiting]

"""##),
  BuiltInTemplate(
    set: "hr", path: "workflows/hr-task.yml",
    text: ##"""
# One piece of work for somebody who joins or leaves, mostly the child of an onboarding or
# offboarding:
#   snag new "Laptop for Kim" -t hr-task parent=ID assignee=otto due=2026-12-01
#
# new -> in-progress -> done. Small things go straight from new to done.
name: hr-task
types: [hr-task]
statuses:
  new:         { category: new }
  in-progress: { category: active }
  waiting:     { category: waiting, requires: [waiting_for] }
  done:        { category: done }
  cancelled:   { category: done, requires: [resolution] }
transitions:
  start:   { from: new, to: in-progress, effects: [assign-me] }
  wait:    { from: [new, in-progress], to: waiting, requires: [waiting_for] }
  resume:  { from: waiting, to: in-progress, effects: [assign-me, clear-waiting] }
  done:
    from: [new, in-progress]
    to: done
    guards: [checklist-complete]
    effects: [assign-me]
  reopen:
    from: [done, cancelled]
    to: in-progress
    requires: [comment]
    effects: [clear-resolution, clear-waiting]
  cancel:  { from: [new, in-progress, waiting], to: cancelled, requires: [resolution] }

"""##),
  BuiltInTemplate(
    set: "hr", path: "workflows/offboarding.yml",
    text: ##"""
# Somebody leaves. One ticket for the person; due is the last day. What others do are child
# tickets, as in onboarding: returning things, ending access, the last pay slip.
#
# new -> preparing -> left -> done. It is done when the children and the checklist are, and
# somebody else than the owner has looked that no access is left.
name: offboarding
types: [offboarding]
statuses:
  new:       { category: new }
  preparing: { category: active, requires: [due] }
  waiting:   { category: waiting, requires: [waiting_for] }
  left:      { category: active, requires: [due] }
  done:      { category: done }
  cancelled: { category: done, requires: [resolution] }
transitions:
  prepare: { from: new, to: preparing, requires: [due], guards: [assigned] }
  wait:    { from: [new, preparing], to: waiting, requires: [waiting_for] }
  resume:
    from: waiting
    to: preparing
    requires: [due]
    guards: [assigned]
    effects: [clear-waiting]
  # At once when it has to be.
  leave:   { from: [new, preparing], to: left, requires: [due], guards: [assigned] }
  done:    { from: left, to: done, guards: [children-done, checklist-complete, not-assignee] }
  reopen:  { from: done, to: left, requires: [comment] }
  # The person stays.
  cancel:  { from: [new, preparing, waiting], to: cancelled, requires: [resolution] }
  restore:
    from: cancelled
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-waiting]

"""##),
  BuiltInTemplate(
    set: "hr", path: "workflows/onboarding.yml",
    text: ##"""
# Somebody joins. One ticket for the person, owned by one member of HR; due is the first day.
#
# new -> preparing -> started -> done. What others prepare are child tickets, each with its own
# assignee:
#   snag new "Laptop for Kim" -t hr-task parent=ID assignee=otto due=2026-12-01
#   snag new "Payroll access for Kim" -t access-request parent=ID
# The checklist is what HR does itself. The person has arrived when they have; but the onboarding
# is not done before every child and every item of the checklist is.
name: onboarding
types: [onboarding]
statuses:
  new:       { category: new }
  preparing: { category: active, requires: [due] }
  waiting:   { category: waiting, requires: [waiting_for] }
  started:   { category: active, requires: [due] }
  done:      { category: done }
  cancelled: { category: done, requires: [resolution] }
transitions:
  # The contract is signed: the first day and the owner are known.
  prepare: { from: new, to: preparing, requires: [due], guards: [assigned] }
  # For papers, a work permit, the manager's word.
  wait:    { from: [new, preparing], to: waiting, requires: [waiting_for] }
  resume:
    from: waiting
    to: preparing
    requires: [due]
    guards: [assigned]
    effects: [clear-waiting]
  arrive:  { from: preparing, to: started }
  done:    { from: started, to: done, guards: [children-done, checklist-complete] }
  reopen:  { from: done, to: started, requires: [comment] }
  # Withdrawn before or after the first day; see to the children.
  cancel:  { from: [new, preparing, waiting, started], to: cancelled, requires: [resolution] }
  restore:
    from: cancelled
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-waiting]

"""##),
  BuiltInTemplate(
    set: "support", path: "templates/bug-report.md",
    text: ##"""
---
type: bug-report
queue: support
---

## What happens

## What the customer expects

## Steps to reproduce

1.

## Product, version and environment

## What it keeps the customer from doing

"""##),
  BuiltInTemplate(
    set: "support", path: "templates/feature-request.md",
    text: ##"""
---
type: feature-request
queue: support
---

## What the customer wishes for

## What they need it for

## What they do today instead

"""##),
  BuiltInTemplate(
    set: "support", path: "templates/question.md",
    text: ##"""
---
type: question
queue: support
---

## Question

## Product and version

## What the customer has tried

"""##),
  BuiltInTemplate(
    set: "support", path: "workflows/bug-report.yml",
    text: ##"""
# A customer reports a bug. This is the customer's ticket, with their words; the engineers' own
# ticket (type bug of the set dev, or in another tracker) is a ticket of its own.
#
# new -> open -> resolved -> closed. Support reproduces it and hands it to engineering:
# waiting_for says what it waits for there, and the engineers' ticket, when it is in this
# repository, goes into blocked_by, so that the customer is not told that it is fixed before it
# is.
name: bug-report
types: [bug-report]
statuses:
  new:         { category: new }
  open:        { category: active }
  waiting:     { category: waiting, requires: [waiting_for] }
  engineering: { category: waiting, requires: [priority, waiting_for] }
  resolved:    { category: done, requires: [resolution] }
  closed:      { category: done, requires: [resolution] }
  cancelled:   { category: done, requires: [resolution] }
transitions:
  take:      { from: new, to: open, effects: [assign-me] }
  # For the customer: version, steps, a log. The comment is the question.
  wait:      { from: [new, open], to: waiting, requires: [waiting_for, comment] }
  resume:    { from: waiting, to: open, effects: [assign-me, clear-waiting] }
  # Only what support has reproduced, with a priority and the steps as a comment.
  hand-over:
    from: open
    to: engineering
    requires: [priority, waiting_for, comment]
    guards: [assigned]
  # Engineering asks for more, or is done: support tries it and tells the customer.
  take-back: { from: engineering, to: open, requires: [comment], effects: [clear-waiting] }
  # resolution: fixed, workaround, not-a-bug … The comment is what the customer reads.
  resolve:
    from: [open, waiting, engineering]
    to: resolved
    requires: [resolution, comment]
    guards: [blockers-done]
    effects: [assign-me, clear-waiting]
  confirm:   { from: resolved, to: closed, guards: [not-assignee] }
  close:     { from: resolved, to: closed }
  reopen:    { from: resolved, to: open, requires: [comment], effects: [clear-resolution] }
  duplicate:
    from: [new, open, waiting, engineering]
    to: cancelled
    requires: [duplicate_of, resolution]
  spam:      { from: [new, open], to: cancelled, requires: [resolution] }
  cancel:    { from: [new, open, waiting, engineering], to: cancelled, requires: [resolution] }
  restore:
    from: cancelled
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-waiting]

"""##),
  BuiltInTemplate(
    set: "support", path: "workflows/feature-request.yml",
    text: ##"""
# A customer wishes for something that the product does not do.
#
# new -> open -> considering -> planned -> resolved -> closed. Support finds out what the customer
# needs it for; product management considers it and plans it for a milestone, or declines it with
# a reason that the customer reads. When engineering has a ticket for it in this repository, name
# it in blocked_by: nobody announces a feature that is not done.
name: feature-request
types: [feature-request]
statuses:
  new:         { category: new }
  open:        { category: active }
  waiting:     { category: waiting, requires: [waiting_for] }
  considering: { category: active }
  planned:     { category: waiting, requires: [milestone] }
  resolved:    { category: done, requires: [resolution] }
  closed:      { category: done, requires: [resolution] }
  declined:    { category: done, requires: [resolution] }
  cancelled:   { category: done, requires: [resolution] }
transitions:
  take:       { from: new, to: open, effects: [assign-me] }
  # For the customer; the comment is the question.
  wait:       { from: [new, open], to: waiting, requires: [waiting_for, comment] }
  resume:     { from: waiting, to: open, effects: [assign-me, clear-waiting] }
  # To product management; the comment says what the customer needs it for.
  consider:   { from: open, to: considering, requires: [comment] }
  plan:       { from: considering, to: planned, requires: [milestone, priority] }
  # The plan changed, or a declined wish has found more friends.
  reconsider:
    from: [planned, declined]
    to: considering
    requires: [comment]
    effects: [clear-resolution]
  # Released; the comment tells the customer since when. Also: the product can do it already.
  resolve:
    from: [open, considering, planned]
    to: resolved
    requires: [resolution, comment]
    guards: [blockers-done]
  confirm:    { from: resolved, to: closed, guards: [not-assignee] }
  close:      { from: resolved, to: closed }
  reopen:     { from: resolved, to: considering, requires: [comment], effects: [clear-resolution] }
  decline:    { from: [open, considering], to: declined, requires: [resolution, comment] }
  duplicate:
    from: [new, open, waiting, considering, planned]
    to: cancelled
    requires: [duplicate_of, resolution]
  spam:       { from: [new, open], to: cancelled, requires: [resolution] }
  cancel:
    from: [new, open, waiting, considering, planned]
    to: cancelled
    requires: [resolution]
  restore:
    from: cancelled
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-waiting]

"""##),
  BuiltInTemplate(
    set: "support", path: "workflows/question.yml",
    text: ##"""
# A customer's question.
#
# new -> open -> resolved -> closed, with two ways to wait: waiting is for the customer's answer
# (other desks say pending), on-hold is for anybody else, such as a supplier or another team. A
# customer who comes back while it is resolved reopens it; closed is final, and what comes later
# is a new ticket with related=.
name: question
types: [question]
statuses:
  new:       { category: new }
  open:      { category: active }
  waiting:   { category: waiting, requires: [waiting_for] }
  on-hold:   { category: waiting, requires: [waiting_for] }
  resolved:  { category: done, requires: [resolution] }
  closed:    { category: done, requires: [resolution] }
  cancelled: { category: done, requires: [resolution] }
transitions:
  take:      { from: new, to: open, effects: [assign-me] }
  # The comment is what the customer is asked.
  wait:
    from: [new, open, on-hold]
    to: waiting
    requires: [waiting_for, comment]
    effects: [clear-waiting]
  hold:
    from: [new, open, waiting]
    to: on-hold
    requires: [waiting_for]
    effects: [clear-waiting]
  resume:    { from: [waiting, on-hold], to: open, effects: [assign-me, clear-waiting] }
  # The comment is the answer.
  resolve:
    from: [new, open, waiting, on-hold]
    to: resolved
    requires: [resolution, comment]
    effects: [assign-me, clear-waiting]
  # The customer is content; `snag confirm ID rating=5` keeps the verdict.
  confirm:   { from: resolved, to: closed, guards: [not-assignee] }
  # No word for the agreed days.
  close:     { from: resolved, to: closed }
  reopen:    { from: resolved, to: open, requires: [comment], effects: [clear-resolution] }
  duplicate:
    from: [new, open, waiting, on-hold]
    to: cancelled
    requires: [duplicate_of, resolution]
  spam:      { from: [new, open], to: cancelled, requires: [resolution] }
  # Withdrawn by the customer.
  cancel:    { from: [new, open, waiting, on-hold], to: cancelled, requires: [resolution] }
  restore:
    from: cancelled
    to: new
    requires: [comment]
    effects: [clear-resolution, clear-waiting]

"""##),
]
