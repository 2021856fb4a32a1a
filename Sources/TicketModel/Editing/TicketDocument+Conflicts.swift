package import TicketDocument

extension TicketDocument {
  /// Takes values that merges recorded away, because somebody has decided about their fields.
  ///
  /// - Throws: `notAList` when `conflicts` is no list.
  package mutating func dropConflicts(
    about names: Set<FieldName>
  ) throws(DocumentEditError) {
    let items = list(FieldName.conflicts.rawValue)
    guard !items.isEmpty, !names.isEmpty else { return }
    try keepConflicts(
      items.filter { item in
        let name = item.prefix { $0 != "=" && $0 != " " }
        return !names.contains(FieldName(rawValue: String(name)))
      })
  }

  /// Leaves only these of the recorded values; the key goes with the last of them.
  package mutating func keepConflicts(_ items: [String]) throws(DocumentEditError) {
    let key = FieldName.conflicts.rawValue
    guard items.isEmpty else { return try setList(key, to: items) }
    if case .refused(let error) = remove(key) { throw error }
  }
}
