package import TicketDocument

/// Something wrong in a file, for people and for machines: `path:line:col: severity: message [rule]`.
package struct Problem: Sendable, Hashable, Comparable {
  /// How bad it is.
  package enum Severity: String, Sendable {
    /// `check` fails.
    case error
    /// Worth knowing; `check` passes.
    case warning
  }

  /// Repository-relative path.
  package let path: String
  package let position: Position
  package let severity: Severity
  /// Short stable name of the rule, such as `unknown-status`.
  package let rule: String
  package let message: String
  /// What to do; nil when the message says it.
  package let fix: String?

  /// Makes a problem from its parts.
  package init(
    path: String, position: Position, severity: Severity = .error, rule: String, message: String,
    fix: String? = nil
  ) {
    self.path = path
    self.position = position
    self.severity = severity
    self.rule = rule
    self.message = message
    self.fix = fix
  }

  /// Orders by path, then place, then rule.
  package static func < (left: Problem, right: Problem) -> Bool {
    (left.path, left.position.line, left.position.column, left.rule)
      < (right.path, right.position.line, right.position.column, right.rule)
  }
}

extension Problem {
  /// A file that the document reader refused.
  package init(_ error: DocumentError, path: String) {
    self.init(
      path: path, position: error.position, rule: "syntax", message: error.summary, fix: error.fix)
  }

  /// A well-formed file that is not a ticket.
  package init(_ error: TicketUnreadable, path: String) {
    let (message, fix): (String, String?) =
      switch error.reason {
      case .noID: ("no id", "add a line such as id: sn-k7m3qx, or move the file out of .tickets")
      case .badID(let text): ("\(text) cannot be an id", "letters and digits, such as sn-k7m3qx")
      case .notOneLine(let name): ("\(name) must be one line of text", "write \(name): value")
      case .notAList(let name):
        ("\(name) must be a list of one-line texts", "write one \"- item\" line for each")
      }
    self.init(path: path, position: error.position, rule: "shape", message: message, fix: fix)
  }

  /// A configuration file that cannot be read.
  package init(_ error: ConfigurationError) {
    self.init(
      path: error.path, position: error.position, rule: "config", message: error.message,
      fix: error.fix)
  }
}
