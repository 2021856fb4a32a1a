package import TicketModel
package import TicketQuery

/// A file below `.tickets` that says how the desk works.
package enum DeskFile: String, Sendable, CaseIterable {
  case serviceLevels = "sla.yml"
}

/// What the desk's files say.
package struct Desk: Sendable {
  package var serviceLevels: ServiceLevels

  /// Reads the files.
  ///
  /// - Parameters:
  ///   - files: path and text of those that are there.
  ///   - vocabulary: what the repository's queries may name.
  /// - Throws: ``ConfigurationError`` with the position of what is wrong.
  package init(
    _ files: [DeskFile: (path: String, text: String)],
    vocabulary: QueryVocabulary = QueryVocabulary()
  ) throws(ConfigurationError) {
    serviceLevels = ServiceLevels()
    if let file = files[.serviceLevels] {
      serviceLevels = try ServiceLevels(
        parsing: file.text, path: file.path, vocabulary: vocabulary)
    }
  }

  /// What can hardly be meant.
  package var warnings: [Problem] { serviceLevels.warnings }
}
