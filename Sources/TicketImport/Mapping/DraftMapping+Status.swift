import TicketDocument
import TicketModel

extension DraftMapping {
  /// Returns when the ticket was made: as given, else the earliest time there is, else now.
  mutating func mappedCreation() -> Timestamp {
    if let text = foreign.created {
      if let time = foreignTime(text) { return time }
      keep("imported_created", .scalar(fieldLine(text)))
    }
    let others = [foreign.updated, foreign.closed] + foreign.comments.map(\.time)
    let time = others.compactMap { $0.flatMap(foreignTime) }.min() ?? context.now
    note(.warning, "no readable time of creation; now \(time)")
    report.count("times of creation made up")
    return time
  }

  /// Returns the history: the initial status, and the present one where it is another.
  ///
  /// Sets the fields that the status requires. The steps between are not known, nor who made them;
  /// the assignee is the best guess.
  mutating func mappedHistory(of draft: TicketDraft) -> [HistoryLine] {
    guard let workflow = context.workflows.workflow(forType: draft.type) else {
      preconditionFailure("a type without a workflow was chosen")
    }
    let stage = mappedStage(in: workflow)
    let status = chosenStatus(for: stage, in: workflow, draft)
    keepStatus(chosen: status, in: workflow)
    keepTimes(isOver: stage.category == .done)
    let first = HistoryLine(
      time: draft.created, actor: draft.reporter, status: workflow.initialStatus)
    var history = [first]
    if status != workflow.initialStatus {
      let assignee = fields["assignee"]?.items.first
      let actor = assignee.flatMap { $0 == Person.unknown ? nil : $0 } ?? draft.reporter
      let time = lastMove(of: draft, isOver: stage.category == .done)
      history.append(HistoryLine(time: time, actor: actor, status: status))
    }
    countUnusedUpdate(history)
    return history
  }

  /// What the tracker's word for the status means; nil for no word and for unknown ones.
  private func stageByName(in workflow: Workflow) -> ForeignStage? {
    let name = normalizedStatus(foreign.status ?? "")
    return foreign.customStages[name] ?? foreignStages[name]
      ?? namesake(name, in: workflow).map { ForeignStage($0.category) }
  }

  /// The workflow's status of that name, however it is spelled.
  private func namesake(_ name: String, in workflow: Workflow) -> Workflow.Status? {
    workflow.statuses.first { normalizedStatus($0.name) == name }
  }

  /// Returns how far the ticket has come, which its folder may know better than its status.
  private mutating func mappedStage(in workflow: Workflow) -> ForeignStage {
    let name = normalizedStatus(foreign.status ?? "")
    let stage = stageByName(in: workflow)
    if let ending = foreign.ending, stage?.category != .done {
      if ending != "archived" {
        note(.warning, "\(ending) by its folder but \(name) by its status")
      }
      return .done(ending: ending)
    }
    if name == "tombstone" { note(.info, "deleted there; it is done with resolution archived") }
    guard let stage else {
      note(
        .warning,
        name.isEmpty ? "no status" : "unknown status \(name); now \(workflow.initialStatus)")
      return .new
    }
    return stage
  }

  /// Keeps the tracker's word where the status does not say all of it.
  private mutating func keepStatus(chosen status: String, in workflow: Workflow) {
    let text = fieldLine(foreign.status ?? "")
    let name = normalizedStatus(text)
    let isSameCategory =
      stageByName(in: workflow)?.category == workflow.status(status)?.category
    guard !name.isEmpty, name != normalizedStatus(status),
      !plainStatuses.contains(name) || !isSameCategory
    else {
      return
    }
    keep("imported_status", .scalar(text))
    report.count("status \(name) kept as imported_status")
  }

  /// Returns the first status of the stage's category whose requirements can be met, and meets them;
  /// the status of the same name is tried before the others.
  private mutating func chosenStatus(
    for stage: ForeignStage, in workflow: Workflow, _ draft: TicketDraft
  ) -> String {
    if case .done(let ending) = stage { mapResolution(ending) }
    let exact = namesake(normalizedStatus(foreign.status ?? ""), in: workflow)
    let candidates = [exact].compactMap { $0 } + workflow.statuses
    for status in candidates where status.category == stage.category {
      let missing = status.requires.filter { !isSet($0) }
      let fillings = missing.compactMap { name in filling(of: name).map { (name, $0) } }
      guard fillings.count == missing.count else { continue }
      for (name, text) in fillings {
        fields[name] = .scalar(text)
        report.count("field \(name) filled in because status \(status.name) requires it")
      }
      return status.name
    }
    note(
      .warning,
      "workflow \(workflow.name) has no status for \(stage.category.rawValue) tickets that it can be "
        + "in; now \(workflow.initialStatus)")
    return workflow.initialStatus
  }

  private func isSet(_ name: FieldName) -> Bool {
    [.id, .title, .type, .status, .created, .reporter, .history].contains(name)
      || fields[name]?.isEmpty == false
  }

  /// Returns the value that a status needs where one can be given without inventing anything.
  private func filling(of name: FieldName) -> String? {
    switch name {
    case .resolution: return "done"
    case "waiting_for":
      let blockers = fields[.blockedBy]?.items ?? []
      let reason =
        blockers.isEmpty ? oneLine(foreign.status ?? "") : blockers.joined(separator: ", ")
      return fieldLine(reason)
    default: return nil
    }
  }

  private mutating func mapResolution(_ ending: String?) {
    if let reason = foreign.closeReason, !oneLine(reason).isEmpty {
      guard fields[.resolution] == nil else { return keepText("imported_close_reason", reason) }
      fields[.resolution] = .scalar(fieldLine(reason))
      if fieldLine(reason) != reason { sections.append(("Close reason", reason)) }
    } else if let ending, fields[.resolution] == nil {
      fields[.resolution] = .scalar(ending)
    }
  }

  /// Keeps times that the history has no line for.
  private mutating func keepTimes(isOver: Bool) {
    if let closed = foreign.closed, !isOver || foreignTime(closed) == nil {
      keepText("imported_closed", closed)
    }
    if !isOver, let reason = foreign.closeReason { keepText("imported_close_reason", reason) }
    if let updated = foreign.updated, foreignTime(updated) == nil {
      keepText("imported_updated", updated)
    }
  }

  private mutating func countUnusedUpdate(_ history: [HistoryLine]) {
    guard let time = foreign.updated.flatMap(foreignTime),
      !history.contains(where: { $0.time == time })
    else { return }
    report.count("time of the last update not kept: no field may change on every edit")
  }

  private func lastMove(of draft: TicketDraft, isOver: Bool) -> Timestamp {
    let given = [isOver ? foreign.closed : nil, foreign.updated]
    let time = given.compactMap { $0.flatMap(foreignTime) }.first ?? draft.comments.last?.time
    return max(time ?? draft.created, draft.created)
  }
}

extension ForeignStage {
  fileprivate init(_ category: Workflow.Category) {
    switch category {
    case .new: self = .new
    case .active: self = .active
    case .waiting: self = .waiting
    case .done: self = .done(ending: nil)
    }
  }
}
