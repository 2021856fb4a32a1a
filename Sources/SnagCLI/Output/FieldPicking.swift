extension CommonOptions {
  /// Refuses names given to `--json=` that the verb's objects do not have.
  ///
  /// A command that writes asks before it does.
  func checkFields(among known: [String]) throws {
    for name in fields ?? [] where !known.contains(name) {
      throw CommandError(unknownField: name, among: known)
    }
  }

  /// The members asked for with `--json=`, in that order; all of them without.
  func picked(_ members: [(String, JSON)]) -> [(String, JSON)] {
    guard let fields else { return members }
    return fields.compactMap { name in members.first { $0.0 == name } }
  }
}

extension Session {
  /// Prints a JSON object with what `--json=` picks of its members.
  func print(kind: String, _ members: [(String, JSON)]) {
    print(.object([("schema", .number(1)), ("kind", .string(kind))] + common.picked(members)))
  }
}
