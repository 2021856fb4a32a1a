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
    case .traits(let traits): "is:" + traits.map(\.rawValue).joined(separator: ",")
    case .has(let fields): "has:" + fields.map { quoted($0.qualifier) }.joined(separator: ",")
    case .field(let field, let values):
      "\(field.qualifier):" + values.map(\.match.description).joined(separator: ",")
    case .words(let words): quoted(words, isAlone: true)
    case .view(let name, _): "@\(quoted(name, isAlone: true))"
    }
  }
}

extension Query.Match: CustomStringConvertible {
  package var description: String {
    switch self {
    case .compared(let comparison, let text): comparison.rawValue + quoted(text)
    case .span(let from, let to): quoted(from, isSide: true) + ".." + quoted(to, isSide: true)
    case .beginning(let text): (text.isEmpty ? "" : quoted(text)) + "*"
    }
  }
}

extension Query.SortKey: CustomStringConvertible {
  package var description: String {
    let name =
      switch subject {
      case .field(let field): field.qualifier
      case .relevance: "relevance"
      }
    let isMistakable = name.lowercased().hasSuffix("-desc") || name.lowercased().hasSuffix("-asc")
    return quoted(name + (isDescending ? "-desc" : isMistakable ? "-asc" : ""))
  }
}

/// Returns a value as it can be typed, so that no character of it has another meaning.
///
/// - Parameters:
///   - text: what is meant.
///   - isAlone: whether it is a word without a field.
///   - isSide: whether it is one end of a range.
/// - Returns: the text, or the text between quotes.
private func quoted(_ text: String, isAlone: Bool = false, isSide: Bool = false) -> String {
  let scalars = text.unicodeScalars
  let isSpecial: (Unicode.Scalar) -> Bool = {
    $0.properties.isWhitespace || $0 == "\"" || $0 == (isAlone ? ":" : ",")
  }
  let leading: [Unicode.Scalar] = isAlone ? ["-", "@"] : ["<", ">", "="]
  var needsQuotes = scalars.first.map(leading.contains) ?? true
  needsQuotes = needsQuotes || scalars.contains(where: isSpecial)
  if isAlone {
    needsQuotes = needsQuotes || isOperator(text)
  } else {
    needsQuotes = needsQuotes || scalars.last == "*" || containsDots(scalars)
    if isSide { needsQuotes = needsQuotes || scalars.first == "." || scalars.last == "." }
  }
  guard needsQuotes else { return text }
  var escaped = String.UnicodeScalarView()
  escaped.append("\"")
  for scalar in scalars {
    if scalar == "\"" || scalar == "\\" { escaped.append("\\") }
    escaped.append(scalar)
  }
  escaped.append("\"")
  return String(escaped)
}

private func containsDots(_ scalars: String.UnicodeScalarView) -> Bool {
  zip(scalars, scalars.dropFirst()).contains { $0 == "." && $1 == "." }
}
