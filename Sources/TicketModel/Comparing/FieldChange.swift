/// What became of one field.
package struct FieldChange: Sendable, Equatable {
  /// How a value differs; nil stands for a field that is unset or absent.
  package enum Difference: Sendable, Equatable {
    /// Another line of text.
    case value(from: String?, to: String?)
    /// Items that came and went, each in the order of its file.
    case items(added: [String], removed: [String])
    /// The same items in another order, where the order may mean something.
    case order(from: [String], to: [String])
    /// A nested value, of which only the lines are known.
    case block(from: String?, to: String?)
  }

  package let name: FieldName
  package let difference: Difference

  /// Describes a change.
  package init(name: FieldName, _ difference: Difference) {
    self.name = name
    self.difference = difference
  }

  /// Compares two values; nil when they say the same.
  init?(name: FieldName, from old: FieldContent, to new: FieldContent) {
    guard old != new else { return nil }
    guard let oldItems = old.items, let newItems = new.items else {
      let isBlock = old.isBlock || new.isBlock
      self.init(
        name: name,
        isBlock ? .block(from: old.text, to: new.text) : .value(from: old.text, to: new.text))
      return
    }
    let isSet = FieldSchema.field(name)?.merge == .elements
    let added = isSet ? newItems.without(oldItems) : newItems.withoutEach(of: oldItems)
    let removed = isSet ? oldItems.without(newItems) : oldItems.withoutEach(of: newItems)
    if added.isEmpty, removed.isEmpty {
      // Neither the order of a set says anything, nor an item that it has twice.
      guard !isSet else { return nil }
      self.init(name: name, .order(from: oldItems, to: newItems))
    } else {
      self.init(name: name, .items(added: added, removed: removed))
    }
  }
}

extension [String] {
  /// The items that another list does not have at all, each once.
  fileprivate func without(_ other: [String]) -> [String] {
    var seen = Set(other)
    return filter { seen.insert($0).inserted }
  }

  /// The items that are left when each item of another list takes away one of its kind.
  func withoutEach(of other: [String]) -> [String] {
    var counts = Dictionary(other.map { ($0, 1) }, uniquingKeysWith: +)
    return filter { item in
      guard let count = counts[item], count > 0 else { return true }
      counts[item] = count - 1
      return false
    }
  }
}
