extension DocumentError {
  /// One clause in lower case without a final period.
  package var summary: String {
    switch kind {
    case .missingOpeningLine: "the first line is not ---"
    case .missingClosingLine: "the front matter has no closing --- line"
    case .notUTF8(let offset): "not UTF-8 at byte \(offset)"
    case .nul: "a NUL byte"
    case .controlCharacter(0x0D): "a carriage return without a line feed"
    case .controlCharacter(let value):
      "control character U+\(Self.hexadecimal(value)) in the front matter"
    case .tabIndentation: "a tab used as indentation"
    case .duplicateKey(let key, let line): "the key \(key) is already on line \(line)"
    case .anchor: "an anchor (&name) is not supported"
    case .alias: "an alias (*name) is not supported"
    case .tag: "a tag (!name) is not supported"
    case .secondDocument: "a second document starts inside the front matter"
    case .unquotedColon: "a colon in a value without quotes"
    case .specialCharacter(let character): "a value cannot start with \(character) without quotes"
    case .textAfterValue: "text after the end of the value"
    case .conflictMarkers: "conflict markers of an unfinished merge"
    case .unterminatedQuote: "a quote that is never closed"
    case .unterminatedFlow: "a bracket that is never closed"
    case .malformedFlow: "a bracket or comma that does not fit"
    case .badEscape(let escape): "unknown escape \(escape)"
    case .indentation: "an indented line that belongs to no key"
    case .notAnEntry: "a line that is not key: value"
    case .unsupportedKey: "a key that cannot be read"
    case .tooLarge(let bytes, let limit): "\(bytes) bytes are more than the limit of \(limit)"
    }
  }

  /// What to do about it, as a hint; nil when only the writer can know.
  package var fix: String? {
    if let quotedLine { return "write: \(quotedLine)" }
    switch kind {
    case .missingOpeningLine: return "start the file with a line ---"
    case .missingClosingLine: return "end the front matter with a line ---"
    case .notUTF8: return "save the file as UTF-8"
    case .nul: return "remove the byte"
    case .controlCharacter(0x0D): return "end lines with a line feed"
    case .controlCharacter(let value):
      return "remove it, or write \"\\u\(Self.hexadecimal(value))\" in double quotes"
    case .tabIndentation: return "indent with spaces"
    case .duplicateKey: return "keep one of the two lines"
    case .anchor, .alias: return "write the value out, or put it in quotes"
    case .tag: return "remove the tag, or put the value in quotes"
    case .secondDocument: return "remove the line, or end the front matter with a bare ---"
    case .conflictMarkers:
      return "`snag settle` puts both sides together; or keep what is right, and delete the markers"
    case .unterminatedQuote: return "close the quote on the same line"
    case .unterminatedFlow: return "close the bracket on the same line"
    case .badEscape: return "double the backslash"
    case .indentation: return "remove the blanks at its start, or put it in the value above"
    case .notAnEntry: return "write key: value, or put # in front"
    case .unsupportedKey: return "put the key in quotes"
    case .tooLarge: return "move long text out of the ticket"
    case .unquotedColon, .specialCharacter, .textAfterValue, .malformedFlow:
      return "put the value in quotes"
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
