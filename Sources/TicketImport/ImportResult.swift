package import TicketModel

/// A ticket of another tracker, ready to be written.
package struct ImportedTicket: Sendable, Equatable {
  /// Tracker and id it had there: `beads:bd-kwro`; also the value of `imported_from`.
  package let source: String
  /// Path of the file it was read from, as the caller gave it.
  package let path: String
  /// The ticket; its document is what to write.
  package var draft: TicketDraft
  /// Name to keep when the file is to stay where it is; nil when the tracker's files cannot be
  /// tickets in place.
  package let fileName: String?
}

/// Something a person should know about an import.
package struct ImportNote: Sendable, Hashable {
  /// How much it matters.
  package enum Severity: String, Sendable, CaseIterable {
    /// Everything is there, in another form.
    case info
    /// Something was guessed, cut, or could not be linked.
    case warning
    /// This file, line or ticket was not imported.
    case error
  }

  /// File, `file:line`, or the ticket's `imported_from` value.
  package let source: String
  /// How much it matters.
  package let severity: Severity
  /// One clause in lower case without a final period.
  package let message: String
}

/// What an import found.
package struct ImportResult: Sendable, Equatable {
  /// In the order of the files' paths and of the lines in them.
  package var tickets: [ImportedTicket]
  /// In the order in which they were met.
  package var notes: [ImportNote]
  /// How often something was not mapped or was changed: `field ordinal kept as ordinal`: 174.
  package var summary: [String: Int]
  /// How many tickets the repository has already; nothing else here is about them.
  package var skipped: Int
}

/// An import that cannot be done at all.
package struct ImportError: Error, Sendable, Equatable {
  /// Path as the caller gave it; "" when no one file is to blame.
  package let path: String
  /// From 1.
  package let line: Int
  /// One clause in lower case without a final period.
  package let message: String
  /// What to do; nil when the message says it.
  package let fix: String?
}

/// Collects notes and counts while an import goes on.
struct ImportReport {
  private(set) var notes: [ImportNote] = []
  private(set) var summary: [String: Int] = [:]

  mutating func note(_ severity: ImportNote.Severity, _ source: String, _ message: String) {
    notes.append(ImportNote(source: source, severity: severity, message: message))
  }

  /// Records a part that is left out because it cannot be read.
  mutating func note(_ error: ImportError) {
    let place = error.line > 1 ? "\(error.path):\(error.line)" : error.path
    note(.error, place, error.message + (error.fix.map { "; \($0)" } ?? ""))
  }

  /// Adds another report's notes and counts.
  mutating func add(_ other: ImportReport) {
    notes += other.notes
    summary.merge(other.summary, uniquingKeysWith: +)
  }

  /// The same without counts and without what was only changed.
  var errors: ImportReport {
    var report = ImportReport()
    report.notes = notes.filter { $0.severity == .error }
    return report
  }

  mutating func count(_ what: String, _ number: Int = 1) { summary[what, default: 0] += number }
}
