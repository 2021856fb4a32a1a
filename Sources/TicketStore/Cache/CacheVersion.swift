import TicketModel

/// What the bytes of a cache mean; one of another version is none.
enum CacheVersion {
  /// Number of the layout of the tables; another one whenever it changes, or how texts are folded.
  private static let layout = 3

  /// A number that differs where the same file would give another row, or the row is read in another way.
  ///
  /// The schema is in it, because whether a value is a list is for the schema to say. What the parser
  /// takes out of a text is not: `TicketRow.version` grows when that changes.
  static let current: UInt64 = {
    var text = "\(layout) \(TicketRow.version)"
    for field in FieldSchema.all { text += " \(field.name.rawValue)=\(field.kind.isList)" }
    return text.utf8.withContiguousStorageIfAvailable {
      cacheChecksum(UnsafeRawBufferPointer($0))
    } ?? 0
  }()
}
