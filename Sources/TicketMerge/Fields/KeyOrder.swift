import TicketModel

/// Decides in which order the keys of a merged ticket stand.
///
/// The base's keys keep the base's order, others go where our own writer would put them. It depends on
/// nothing else, so that the order in which sides are merged cannot show; a side that only moved keys
/// gives way to one that changed values.
struct KeyOrder {
  /// Keys of the base in the order of the file.
  let base: [String]

  /// Returns the keys of the result in order.
  func ordered(_ keys: Set<String>) -> [String] {
    var result = base
    let added = keys.subtracting(base)
    for schema in FieldSchema.all where added.contains(schema.name.rawValue) {
      Self.insert(schema.name.rawValue, into: &result)
    }
    for key in added.sorted(by: isSmaller) where FieldSchema.field(FieldName(rawValue: key)) == nil
    {
      Self.insert(key, into: &result)
    }
    // Keys that were taken out have said where others belong.
    return result.filter(keys.contains)
  }

  private static func insert(_ key: String, into keys: inout [String]) {
    let followers = FieldSchema.followers(of: FieldName(rawValue: key))
    keys.insert(key, at: keys.firstIndex(where: followers.contains) ?? keys.endIndex)
  }
}
