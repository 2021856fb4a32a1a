import TicketDocument
import TicketMerge
import TicketModel
import TicketStore

/// Asks a person on a terminal, field by field and block by block.
struct SettlePrompt {
  let session: Session
  /// Reads values that a person types.
  let assignments: SettleRun
  private var isOver = false

  init(session: Session, assignments: SettleRun) {
    self.session = session
    self.assignments = assignments
  }

  /// Returns what a person decided about a ticket; nothing for what they skipped.
  mutating func decisions(about ticket: ConflictedTicket) throws -> [Decision] {
    guard let settling = ticket.settling, settling.isOpen, !isOver else { return [] }
    let title = settling.document.scalar(FieldName.title.rawValue) ?? ""
    show("\(ticket.id) \(title) (\(ticket.path))")
    for side in Side.allCases where settling.sides != nil {
      if let commit = try session.repository().lastCommit(of: ticket.path, on: side) {
        let age = relativeAge(of: commit.time, now: session.context.now())
        show("  \(side.rawValue): \(commit.author), \(age) ago: \(commit.subject)")
      }
    }
    var decisions: [Decision] = []
    for field in settling.fields where !isOver {
      if let decision = try decision(about: field, settling, ticket) { decisions.append(decision) }
    }
    for block in settling.blocks where !isOver {
      if let decision = try decision(about: block, ticket) { decisions.append(decision) }
    }
    return decisions
  }

  // MARK: Fields

  private mutating func decision(
    about field: FieldConflict, _ settling: Settling, _ ticket: ConflictedTicket
  ) throws -> Decision? {
    show("\(field.name):")
    for (number, candidate) in field.candidates.enumerated() {
      let sides = candidate.sides.map(\.rawValue).joined(separator: ", ")
      let whose = sides.isEmpty ? number == 0 ? "stands" : "recorded" : sides
      show("  \(number + 1)  \(candidate.text.isEmpty ? "(none)" : candidate.text)  [\(whose)]")
    }
    while true {
      switch answer(among: field.candidates.count) {
      case .number(let number): return .value(field.candidates[number - 1].value)
      case .skip: return nil
      case .edit:
        guard let value = ask("\(field.name)=") else { return nil }
        do {
          let parsed = try parsedAssignments(
            ["\(field.name)=\(value)"], otherwise: "write a value")
          return try assignments.decisions(parsed, settling, ticket.path).first
        } catch {
          show(ErrorReport(error).text)
        }
      }
    }
  }

  // MARK: Blocks

  private mutating func decision(
    about block: BlockConflict, _ ticket: ConflictedTicket
  ) throws -> Decision? {
    show("line \(block.position.line):")
    for (number, text) in block.texts.enumerated() {
      let side = block.owners.first { $0.value == number }?.key
      show("  \(number + 1)  [\(side?.rawValue ?? "one side")]")
      let lines = String(decoding: text, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      for line in text.isEmpty ? ["(no lines)"] : lines.dropLast() { show("     \(line)") }
    }
    switch answer(among: block.texts.count) {
    case .number(let number): return .lines(block: block.block, block.texts[number - 1])
    case .skip: return nil
    case .edit:
      let (bytes, path) = try session.repository().editedInEditor(
        block.block, name: "SETTLE-\(ticket.id).md")
      try Files.delete(path)
      return .lines(block: block.block, bytes)
    }
  }

  // MARK: Asking

  private enum Answer {
    case number(Int)
    case edit
    case skip
  }

  private mutating func answer(among count: Int) -> Answer {
    let numbers = (1...count).map(String.init).joined(separator: "/")
    while true {
      guard let line = ask("\(numbers)/e(dit)/s(kip)? ") else { return .skip }
      let word = line.filter { !$0.isWhitespace }.lowercased()
      if let number = Int(word), (1...count).contains(number) { return .number(number) }
      if !word.isEmpty, "edit".hasPrefix(word) { return .edit }
      if !word.isEmpty, "skip".hasPrefix(word) { return .skip }
    }
  }

  /// Asks for a line; the end of the input ends all questions.
  private mutating func ask(_ question: String) -> String? {
    session.context.writeError(question)
    guard let line = session.context.readLine() else {
      session.context.writeError("\n")
      isOver = true
      return nil
    }
    return line
  }

  private func show(_ line: String) { session.context.writeError("\(safeText(line))\n") }
}
