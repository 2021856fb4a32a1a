/// The words of a query that a repository adds to the language.
package struct QueryVocabulary: Sendable {
  /// Keys of the user's own that may be asked for.
  package var ownFields: Set<String>
  /// Saved queries by name.
  package var views: [String: String]

  /// Names what may be asked for besides the fields of the schema.
  package init(ownFields: Set<String> = [], views: [String: String] = [:]) {
    self.ownFields = ownFields
    self.views = views
  }
}
