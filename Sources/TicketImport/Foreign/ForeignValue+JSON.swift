import Foundation

extension ForeignValue: Decodable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads any JSON; the names of an object are sorted, because Foundation gives them in no order.
  ///
  /// Every wrong guess costs a thrown error, so the frequent types come first.
  init(from decoder: any Decoder) throws {
    if let scalar = Self.scalar(try decoder.singleValueContainer()) {
      self = scalar
    } else if let object = try? decoder.container(keyedBy: Key.self) {
      let keys = object.allKeys.sorted { $0.stringValue < $1.stringValue }
      self = .map(
        ForeignRecord(
          try keys.map { ($0.stringValue, try object.decode(ForeignValue.self, forKey: $0)) }))
    } else {
      var array = try decoder.unkeyedContainer()
      var items: [ForeignValue] = []
      while !array.isAtEnd { items.append(try array.decode(ForeignValue.self)) }
      self = .list(items)
    }
  }

  private static func scalar(_ container: any SingleValueDecodingContainer) -> ForeignValue? {
    if container.decodeNil() { return .null }
    if let text = try? container.decode(String.self) { return .text(text) }
    if let integer = try? container.decode(Int64.self) { return .literal(String(integer)) }
    if let bool = try? container.decode(Bool.self) { return .literal(bool ? "true" : "false") }
    return (try? container.decode(Double.self)).map { .literal("\($0)") }
  }

  /// Reads one line of JSON lines.
  init(json line: ArraySlice<UInt8>, path: String, line number: Int) throws(ImportError) {
    do {
      self = try JSONDecoder().decode(ForeignValue.self, from: Data(line))
    } catch {
      throw ImportError(
        path: path, line: number, message: "not JSON (\(Self.reason(error)))",
        fix: "correct or delete the line")
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error else { return "unreadable value" }
    let detail = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey]
    return (detail as? String ?? context.debugDescription)
      .split(whereSeparator: \.isNewline).joined(separator: " ")
      .trimmingCharacters(in: CharacterSet(charactersIn: ". "))
  }
}
