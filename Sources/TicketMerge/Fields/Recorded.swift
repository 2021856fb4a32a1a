/// The items of `conflicts` of one version.
struct Recorded {
  /// Each item's text.
  let items: Set<String>
  private let byKey: [String: [RecordedValue]]

  init(_ items: [ItemPart]) {
    self.items = Set(items.map(\.text))
    byKey = Dictionary(grouping: self.items.compactMap(RecordedValue.init), by: \.key)
  }

  /// Fields with recorded values.
  var keys: Dictionary<String, [RecordedValue]>.Keys { byKey.keys }

  /// The recorded values of a field.
  subscript(key: String) -> [RecordedValue] { byKey[key] ?? [] }

  /// Items of a person's own that are no recorded value.
  var others: Set<String> { items.filter { RecordedValue($0) == nil } }
}

extension Versions<Recorded> {
  /// Items that are no recorded values, merged as elements.
  var merged: Set<String> { map(\.others).joinedElements() }
}
