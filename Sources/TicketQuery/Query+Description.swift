extension Query: CustomStringConvertible {
  /// The query in one spelling: full field names, quotes only where needed, the order at the end.
  ///
  /// Parsing the text gives the same query.
  package var description: String {
    let sorting = sort.isEmpty ? [] : ["sort:" + sort.map(\.description).joined(separator: ",")]
    return (terms.map(\.description) + sorting).joined(separator: " ")
  }
}

extension Query.Term: CustomStringConvertible {
  package var description: String {
    if case .has(let fields) = condition {
      let names = fields.map { quoted($0.qualifier) }.joined(separator: ",")
      return (isNegated ? "no:" : "has:") + names
    }
    return (isNegated ? "-" : "") + condition.description
  }
}

extension Query.Condition: CustomStringConvertible {
  package var description: String {
    switch self {
    case .isState(let states): "is:" + states.map(\.rawValue).joined(separator: ",")
    case .has(let fields): "has:" + fields.map { quoted($0.qualifier) }.joined(separator: ",")
    case .field(let field, let values):
      "\(field.qualifier):"
        + values.map { $0.comparison.rawValue + quoted($0.text) }.joined(separator: ",")
    case .words(let words): quoted(words, isAlone: true)
    }
  }
}

extension Query.SortKey: CustomStringConvertible {
  package var description: String {
    let name = field.qualifier
    let isMistakable = name.lowercased().hasSuffix("-desc") || name.lowercased().hasSuffix("-asc")
    return quoted(name + (isDescending ? "-desc" : isMistakable ? "-asc" : ""))
  }
}

/// Returns a value as it can be typed; one that stands alone must not look like a field or a minus.
private func quoted(_ text: String, isAlone: Bool = false) -> String {
  let isSpecial: (Character) -> Bool = {
    $0.isWhitespace || $0 == "\"" || (isAlone ? $0 == ":" : $0 == ",")
  }
  let hasSign = text.first.map { isAlone ? $0 == "-" : "<>=".contains($0) } ?? true
  guard hasSign || text.contains(where: isSpecial) else { return text }
  let escaped = text.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  return "\"\(escaped)\""
}
