package import TicketDocument

/// The starting text of a ticket: front matter gives fields, the rest gives the body.
package struct TicketTemplate: Sendable, Equatable {
  /// File name without `.md`.
  package let name: String
  /// Fields that the template sets; never id, status, created or history.
  package let fields: [(name: FieldName, value: FieldValue)]
  /// Markdown body.
  package let body: String

  /// Reads a template; a file without front matter is all body.
  ///
  /// - Throws: ``ConfigurationError`` with the position for a bad front matter or a field that a
  ///   template cannot set.
  package init(parsing bytes: [UInt8], name: String, path: String) throws(ConfigurationError) {
    self.name = name
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    guard text.starts(with: "---".utf8) else {
      fields = []
      body = String(decoding: text, as: UTF8.self)
      return
    }
    do {
      let document = try TicketDocument(parsing: bytes)
      fields = try document.entries.map { entry throws(ConfigurationError) in
        try Self.field(entry, document, path: path)
      }
      body = String(document.body.drop { $0.isNewline })
    } catch let error as ConfigurationError {
      throw error
    } catch let error as DocumentError {
      throw ConfigurationError(
        path: path, position: error.position, message: error.summary, fix: error.fix)
    } catch {
      preconditionFailure("reading a template throws only these two: \(error)")
    }
  }

  private static func field(
    _ entry: TicketDocument.Entry, _ document: TicketDocument, path: String
  ) throws(ConfigurationError) -> (name: FieldName, value: FieldValue) {
    let name = FieldName(rawValue: entry.key)
    let isFixed = [.id, .status, .created, .history].contains(name)
    guard !isFixed, let value = document.value(of: entry) else {
      throw ConfigurationError(
        path: path, position: document.position(of: entry.valueRange.lowerBound),
        message: "a template cannot set \(name)", fix: "delete the line")
    }
    return (name, value)
  }

  package static func == (left: TicketTemplate, right: TicketTemplate) -> Bool {
    left.name == right.name && left.body == right.body
      && left.fields.elementsEqual(right.fields) { $0 == $1 }
  }
}
