/// Why and where the scanner stopped; small, so that the path without errors stays cheap.
struct ScanFailure: Error {
  /// Reason, without the data that `DocumentError.Kind` carries.
  enum Reason {
    case missingOpeningLine, missingClosingLine, notUTF8, nul, controlCharacter, tabIndentation
    case duplicateKey, anchor, alias, tag, secondDocument, unquotedColon, specialCharacter
    case textAfterValue, unterminatedQuote, unterminatedFlow, malformedFlow, badEscape
    case indentation, notAnEntry, unsupportedKey, tooLarge
  }

  var reason: Reason
  /// Byte at fault.
  var offset: Int
  /// Start of the value that would have to be quoted, or of the first of two equal keys; -1 for none.
  var related: Int

  init(_ reason: Reason, at offset: Int, related: Int = -1) {
    self.reason = reason
    self.offset = offset
    self.related = related
  }
}
