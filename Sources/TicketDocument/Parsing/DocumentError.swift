/// Why a text was refused, and where; the caller adds the path.
package struct DocumentError: Error, Sendable, Equatable {
  /// The rule that was broken, by format.md's list of refusals and YAML 1.2.
  package enum Kind: Sendable, Equatable {
    /// The text does not start with `---`.
    case missingOpeningLine
    /// Neither `---` nor `...` ends the front matter.
    case missingClosingLine
    /// A byte that is no UTF-8, at this offset.
    case notUTF8(byteOffset: Int)
    /// A byte of 0.
    case nul
    /// A character that YAML does not allow, or a carriage return alone (YAML 1.2, 5.1 and 5.4).
    case controlCharacter(UInt32)
    /// A line that starts with a tab (YAML 1.2, 6.1).
    case tabIndentation
    /// A key that was there before.
    case duplicateKey(key: String, firstLine: Int)
    /// `&name`.
    case anchor
    /// `*name`.
    case alias
    /// `!tag`.
    case tag
    /// A second document in the front matter.
    case secondDocument
    /// `: ` or a final colon in a value without quotes.
    case unquotedColon
    /// A value that starts with a character that YAML keeps for itself.
    case specialCharacter(String)
    /// Text behind a closing quote or bracket.
    case textAfterValue
    /// Lines of a merge that was not finished.
    case conflictMarkers
    /// A quote that never ends.
    case unterminatedQuote
    /// A bracket or brace that never ends.
    case unterminatedFlow
    /// A bracket, brace or comma where none can be.
    case malformedFlow
    /// A backslash with a letter that YAML does not know (YAML 1.2, 5.7).
    case badEscape(String)
    /// An indented line that continues nothing.
    case indentation
    /// A line without `key:`.
    case notAnEntry
    /// A key that is a list, a map, empty, or starts with a special character.
    case unsupportedKey
    /// More bytes than the limit.
    case tooLarge(bytes: Int, limit: Int)
  }

  /// The rule that was broken.
  package let kind: Kind
  /// Where: lines and columns from 1, columns in Unicode scalars.
  package let position: Position
  /// The line at fault with its value in quotes, when quoting would make it readable.
  package let quotedLine: String?
  /// The replacement that `check --fix` makes; nil when the meaning would be a guess.
  let repair: Splice?
}

extension DocumentError {
  package static func == (left: DocumentError, right: DocumentError) -> Bool {
    left.kind == right.kind && left.position == right.position
      && left.quotedLine == right.quotedLine
  }

  /// Completes what the scanner found; this path may be slow.
  init(_ failure: ScanFailure, in bytes: [UInt8]) {
    let cause = Self.rootCause(of: failure, in: bytes)
    var cursor = PositionCursor(bytes)
    kind = cause.kind
    position = cursor.position(of: cause.offset)
    let quoting =
      cause.kind == Self.kind(of: failure, in: bytes)
      ? QuotedLine(failure, in: bytes) : nil
    quotedLine = quoting?.line
    repair = quoting?.repair
  }

  /// Prefers the cause that a person would name: markers of a merge, or a missing closing line.
  private static func rootCause(
    of failure: ScanFailure, in bytes: [UInt8]
  ) -> (kind: Kind, offset: Int) {
    switch failure.reason {
    case .notUTF8, .nul, .tooLarge: return (kind(of: failure, in: bytes), failure.offset)
    default: break
    }
    let survey = FrontMatterSurvey(bytes)
    if let marker = survey.conflictMarker { return (.conflictMarkers, marker) }
    if !survey.hasClosingLine, failure.reason != .missingOpeningLine {
      return (.missingClosingLine, failure.offset)
    }
    return (kind(of: failure, in: bytes), failure.offset)
  }

  private static func kind(of failure: ScanFailure, in bytes: [UInt8]) -> Kind {
    switch failure.reason {
    case .missingOpeningLine: .missingOpeningLine
    case .missingClosingLine: .missingClosingLine
    case .notUTF8: .notUTF8(byteOffset: failure.offset)
    case .nul: .nul
    case .controlCharacter:
      .controlCharacter(firstScalar(bytes[failure.offset...])?.value ?? 0)
    case .tabIndentation: .tabIndentation
    case .duplicateKey: duplicateKey(failure, in: bytes)
    case .anchor: .anchor
    case .alias: .alias
    case .tag: .tag
    case .secondDocument: .secondDocument
    case .unquotedColon: .unquotedColon
    case .specialCharacter:
      .specialCharacter(firstScalar(bytes[failure.offset...]).map { String($0) } ?? "")
    case .textAfterValue: .textAfterValue
    case .unterminatedQuote: .unterminatedQuote
    case .unterminatedFlow: .unterminatedFlow
    case .malformedFlow: .malformedFlow
    case .badEscape:
      .badEscape(firstScalar(bytes[failure.offset...].dropFirst()).map { "\\\($0)" } ?? "\\")
    case .indentation: .indentation
    case .notAnEntry: .notAnEntry
    case .unsupportedKey: .unsupportedKey
    case .tooLarge: .tooLarge(bytes: bytes.count, limit: failure.related)
    }
  }

  private static func firstScalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    String(decoding: bytes.prefix(4), as: UTF8.self).unicodeScalars.first
  }

  private static func duplicateKey(_ failure: ScanFailure, in bytes: [UInt8]) -> Kind {
    var cursor = PositionCursor(bytes)
    let first = cursor.position(of: failure.related)
    let key = bytes.withUnsafeBufferPointer { bytes in
      let line = bytes.line(at: failure.offset)
      return FrontMatterScanner(bytes).keyText(in: line)
    }
    return .duplicateKey(key: key, firstLine: first.line)
  }
}

extension FrontMatterScanner {
  /// Returns the decoded key of a line that was read before.
  func keyText(in line: TextLine) -> String {
    guard let (key, style, _) = try? scanKey(in: line) else { return "" }
    return decodedText(bytes, key, style)
  }
}
