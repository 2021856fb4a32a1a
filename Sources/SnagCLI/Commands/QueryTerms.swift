import TicketModel
import TicketStore

extension Session {
  /// The terms of a command line as one query, with saved views filled in.
  ///
  /// - Parameters:
  ///   - terms: words as they were typed.
  ///   - settings: where views are saved.
  /// - Returns: the query, to be parsed.
  /// - Throws: `CommandError` for a view that is not there.
  func queryText(_ terms: [String], _ settings: Settings) throws -> String {
    try terms.map(ArgumentRewriting.unmarked).map { term in
      if term.hasPrefix("@") {
        let name = String(term.dropFirst())
        guard let view = settings.configuration.views[name] else {
          let names = settings.configuration.views.keys.sorted()
          throw CommandError(
            "no saved view @\(name)", code: "unknown-view",
            hint: names.isEmpty
              ? "save one under views: in .tickets/config.yml"
              : "views: \(names.map { "@\($0)" }.joined(separator: " "))", status: .usage)
        }
        return view
      }
      // The shell has taken the quotes off a phrase; a term with a field keeps its own.
      let isPhrase = term.contains(" ") && !term.contains(":") && !term.contains("\"")
      return isPhrase ? "\"\(term)\"" : term
    }.joined(separator: " ")
  }
}
