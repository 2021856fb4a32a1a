package import TicketDocument

/// The rules that one ticket is judged by on its own.
package struct TicketCheck: Sendable {
  private let workflows: WorkflowSet

  /// Judges by a repository's workflows.
  package init(workflows: WorkflowSet) { self.workflows = workflows }

  /// Returns what is wrong in a ticket, in file order.
  package func problems(in ticket: Ticket, _ document: TicketDocument) -> [Problem] {
    let reporter = Reporter(ticket: ticket, document: document)
    return
      (document.warnings.map { warning in
        Problem(
          path: ticket.path, position: warning.position, severity: .warning, rule: "syntax",
          message: warning.summary, fix: warning.fix)
      } + missingKeys(reporter) + badValues(reporter) + workflowProblems(reporter)
      + openConflicts(reporter) + HistoryCheck(workflows, reporter).problems()
      + fileNameProblems(reporter)).sorted()
  }

  private func missingKeys(_ reporter: Reporter) -> [Problem] {
    FieldSchema.all.filter {
      $0.isAlwaysPresent && reporter.document.entry($0.name.rawValue) == nil
    }
    .map { schema in
      reporter.problem(
        at: .id, rule: "missing-key", "\(schema.name) is missing",
        fix: schema.name == .created
          ? "add a line such as created: 2026-11-20T09:15:00Z"
          : "`snag check --fix` adds the line \(schema.name):")
    }
  }

  private func badValues(_ reporter: Reporter) -> [Problem] {
    let ticket = reporter.ticket
    return FieldSchema.all.flatMap { schema -> [Problem] in
      guard schema.kind != .history else { return [] }
      return ticket.items(of: schema.name).compactMap { item -> Problem? in
        do throws(FieldValueRefused) {
          _ = try schema.canonical(item)
          return nil
        } catch {
          return reporter.problem(
            at: schema.name, rule: "bad-value", "\(error)", fix: error.fix(in: ticket))
        }
      }
    } + missingTitle(reporter) + badCreated(reporter)
  }

  private func missingTitle(_ reporter: Reporter) -> [Problem] {
    guard reporter.ticket.title.isEmpty else { return [] }
    return [
      reporter.problem(
        at: .title, rule: "bad-value", "no title",
        fix: "`snag edit \(reporter.ticket.id) title=\"…\"`")
    ]
  }

  private func badCreated(_ reporter: Reporter) -> [Problem] {
    let written = reporter.document.scalar(FieldName.created.rawValue) ?? ""
    guard reporter.ticket.created == nil else { return [] }
    return [
      reporter.problem(
        at: .created, rule: "bad-value",
        written.isEmpty ? "no time of creation" : "\(written) is not a time",
        fix: "a time such as 2026-11-20T09:15:00Z")
    ]
  }

  private func workflowProblems(_ reporter: Reporter) -> [Problem] {
    let ticket = reporter.ticket
    guard let workflow = workflows.workflow(forType: ticket.type) else {
      return [
        reporter.problem(
          at: .type, rule: "unknown-type",
          ticket.type.isEmpty ? "no type" : "no workflow governs type \(ticket.type)",
          fix: workflows.types.isEmpty
            ? "`snag init` writes workflows" : suggestion(ticket.type, among: workflows.types))
      ]
    }
    guard let status = workflow.status(ticket.status) else {
      return [
        reporter.problem(
          at: .status, rule: "unknown-status",
          "workflow \(workflow.name) has no status \(ticket.status)",
          fix: suggestion(ticket.status, among: workflow.statuses.map(\.name)))
      ]
    }
    return status.requires.filter { ticket.items(of: $0).isEmpty }.map { name in
      reporter.problem(
        at: .status, rule: "missing-requirement", "status \(status.name) requires \(name)",
        fix: "`snag edit \(ticket.id) \(name)=…`")
    }
  }

  /// What a merge could not decide must not go unnoticed, even when it was committed.
  private func openConflicts(_ reporter: Reporter) -> [Problem] {
    let fix = "`snag settle \(reporter.ticket.id)`"
    let recorded = reporter.ticket.items(of: .conflicts).map { item in
      reporter.problem(at: .conflicts, rule: "conflicts", "not decided: \(item)", fix: fix)
    }
    let document = reporter.document
    let markers = document.bodyMarkers
    func problem(at offset: Int, _ message: String, fix: String) -> Problem {
      Problem(
        path: reporter.ticket.path, position: document.position(of: offset), rule: "conflicts",
        message: message, fix: fix)
    }
    return recorded
      + markers.blocks.map {
        problem(
          at: $0.range.lowerBound, "not decided: lines between conflict markers", fix: fix)
      }
      + markers.stray.map {
        problem(
          at: $0, "a conflict marker without its block",
          fix: "delete the line; to quote it, put it into fenced code")
      }
  }

  private func fileNameProblems(_ reporter: Reporter) -> [Problem] {
    let ticket = reporter.ticket
    let name = ticket.path.split(separator: "/").last ?? ""
    let isNamedById = name == "\(ticket.id).md" || name.hasPrefix("\(ticket.id)-")
    guard !isNamedById else { return [] }
    return [
      reporter.problem(
        at: .id, severity: .warning, rule: "file-name",
        "the file's name does not begin with the id \(ticket.id)",
        fix: "`git mv` it to \(ticket.id).md, or correct the id")
    ]
  }
}

private func suggestion(_ name: String, among names: [String]) -> String {
  nearestNames(to: name, among: names).first.map { "did you mean \($0)?" }
    ?? "one of \(names.joined(separator: ", "))"
}

/// Makes problems that point at a field of one ticket.
struct Reporter {
  let ticket: Ticket
  let document: TicketDocument

  /// Makes a problem at a field's value, or at an item of a list.
  func problem(
    at field: FieldName, item: String? = nil, severity: Problem.Severity = .error, rule: String,
    _ message: String,
    fix: String? = nil
  ) -> Problem {
    Problem(
      path: ticket.path, position: position(of: field, item), severity: severity, rule: rule,
      message: message, fix: fix)
  }

  private func position(of field: FieldName, _ item: String?) -> Position {
    if let item, case .list(let scalars)? = document.entry(field.rawValue)?.value,
      let scalar = scalars.last(where: {
        $0.text == item || HistoryLine($0.text)?.description == item
      })
    {
      return document.position(of: scalar.range.lowerBound)
    }
    return document.valuePosition(of: field.rawValue)
  }
}

extension FieldValueRefused {
  /// What to do about a value that stands in a ticket's file.
  fileprivate func fix(in ticket: Ticket) -> String {
    switch reason {
    case .controlCharacter: "remove the character"
    case .tooLong: "keep it short; the rest belongs into the body"
    case .empty: "`snag edit \(ticket.id) \(field)=…`"
    case .malformed: "correct it, or leave \(field) empty"
    }
  }
}

extension FieldValueRefused: CustomStringConvertible {
  /// What is wrong with the value, as one line.
  package var description: String {
    switch reason {
    case .controlCharacter(let scalar, let position):
      "\(field) holds the control character U+\(hex(scalar)) at character \(position)"
    case .tooLong(let count, let limit):
      "\(field) has \(count) characters; at most \(limit) fit"
    case .empty: "\(field) is empty"
    case .malformed(let expected): "\(field) \(value) is not \(expected)"
    }
  }

  private func hex(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
