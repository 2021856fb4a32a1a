extension Ticket {
  /// Counts how often it went from a done status to one that is not, as its history tells.
  ///
  /// - Parameter workflows: those of the repository; a status that they do not know counts as open.
  /// - Returns: 0 for a ticket that never was done, or stayed so.
  package func reopens(in workflows: WorkflowSet) -> Int {
    let isDone = historyLines.map { workflows.category(type: type, status: $0.status) == .done }
    return zip(isDone, isDone.dropFirst()).count { $0 && !$1 }
  }

  /// Who asked for it: its requester, else its reporter.
  package var askedBy: String {
    let requester = text(of: .requester)
    return requester.isEmpty ? reporter : requester
  }
}

extension People {
  /// Whether somebody, by their handle, is who a ticket names by a handle or by an address of theirs.
  package func isSame(_ actor: String, _ name: String) -> Bool {
    actor.lowercased() == name.lowercased() || person(actor)?.isCalled(name) == true
  }
}
