import ArgumentParser
import TicketQuery

/// Explains the query language: `snag help query`.
struct QueryHelpCommand: CommonVerb {
  /// What is asked for behind `snag help`.
  static let topic = "query"

  static let configuration = CommandConfiguration(
    commandName: "help query", abstract: "Explain the language of list and board.")

  @OptionGroup var common: CommonOptions

  func run(in session: Session) {
    guard common.isJSON else { return session.write(QueryHelp(style: session.style).text) }
    session.print(
      kind: "query-language",
      [
        ("qualifiers", .array(Qualifier.builtIn.map(\.json))),
        ("is", .array(Query.Trait.allCases.map(\.json))),
        ("values", .array(ValueKind.allCases.map(\.json))),
      ])
  }
}

extension Qualifier {
  /// What kind of values stand after the colon; nil when it is no field.
  var kind: ValueKind? { if case .field(let field) = role { field.kind } else { nil } }

  fileprivate var json: JSON {
    .object([
      ("name", .string(name)), ("aliases", .array(aliases.map(JSON.string))),
      ("values", kind.map { .string($0.rawValue) } ?? .null), ("summary", .string(summary)),
    ])
  }
}

extension Query.Trait {
  fileprivate var json: JSON {
    .object([("name", .string(rawValue)), ("summary", .string(summary))])
  }
}

extension ValueKind {
  fileprivate var json: JSON {
    .object([("name", .string(rawValue)), ("forms", .string(forms))])
  }
}
