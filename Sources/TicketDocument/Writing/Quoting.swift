/// Where a scalar is to be written; brackets allow less.
enum ScalarPlace {
  case block, flow
}

extension TicketDocument {
  /// Returns a value as it is written: plain when that is safe, else in double quotes.
  ///
  /// The rules are format.md's "Writing": quoted are empty text, leading or trailing blanks, a special
  /// first character, `: `, ` #`, a trailing colon, what a YAML reader takes for null, bool, number or
  /// date, and control and line separating characters. The exception is the ticket's own form of
  /// time, `2026-11-20T09:15:00Z`, which format.md's example has without quotes.
  ///
  /// - Parameter value: The text meant.
  /// - Returns: Bytes that every YAML reader takes for that text.
  package static func quoted(_ value: String) -> String {
    isPlain(value, in: .block) && !isMistakable(value) ? value : doubleQuoted(value)
  }

  /// Whether a reader would take a plain value for a type other than text.
  static func isMistakable(_ value: String) -> Bool {
    ImplicitType.kind(of: value) != nil && !ImplicitType.isTicketTime(value)
  }

  /// Whether a value can be written without quotes and is read back the same
  /// (YAML 1.2, 7.3.3, and what libyaml makes of it).
  static func isPlain(_ value: String, in place: ScalarPlace) -> Bool {
    guard let first = value.utf8.first, let last = value.utf8.last,
      !first.isBlank, !last.isBlank, last != .colon, !isSpecialStart(value.utf8)
    else { return false }
    var previous = Unicode.Scalar(UInt8.space)
    for scalar in value.unicodeScalars {
      switch scalar {
      case " " where previous == ":": return false
      case "#" where previous == " ": return false
      case ",", "[", "]", "{", "}", "?", ":":
        if place == .flow { return false }
      default:
        if needsEscape(scalar) { return false }
      }
      previous = scalar
    }
    return true
  }

  private static func isSpecialStart(_ utf8: String.UTF8View) -> Bool {
    guard let first = utf8.first else { return true }
    switch first {
    case .dash, UInt8(ascii: "?"), .colon:
      let second = utf8.dropFirst().first ?? .space
      return second.isBlank || utf8.starts(with: "---".utf8)
    case .dot: return utf8.starts(with: "...".utf8)
    case .comma, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), .hash,
      UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
      UInt8(ascii: ">"), .apostrophe, .quotationMark, UInt8(ascii: "%"), UInt8(ascii: "@"),
      UInt8(ascii: "`"):
      return true
    default: return false
    }
  }

  /// Whether a character is written as an escape: controls, line separators, U+FEFF and those that
  /// are no characters (YAML 1.2, 5.1, and YAML 1.1's line breaks).
  static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Returns a value in double quotes, with the escapes it needs (YAML 1.2, 5.7).
  package static func doubleQuoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\0": result += "\\0"
      case "\u{1B}": result += "\\e"
      case "\u{85}": result += "\\N"
      case "\u{2028}": result += "\\L"
      case "\u{2029}": result += "\\P"
      case _ where needsEscape(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value > 0xFF ? 4 : 2
        result += width == 4 ? "\\u" : "\\x"
        result += String(repeating: "0", count: width - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Returns a value in single quotes, nil when it holds what only escapes can carry.
  static func singleQuoted(_ value: String) -> String? {
    var result = "'"
    for scalar in value.unicodeScalars {
      guard !needsEscape(scalar) else { return nil }
      result += scalar == "'" ? "''" : String(scalar)
    }
    return result + "'"
  }

  /// Returns a key as it is written; an implicit type does no harm there.
  static func writtenKey(_ key: String) -> String {
    let isSafe = isPlain(key, in: .block) && !key.hasPrefix("<") && !key.hasPrefix("=")
    return isSafe ? key : doubleQuoted(key)
  }

  /// Returns an item as it is written inside brackets.
  static func quotedInBrackets(_ value: String) -> String {
    isPlain(value, in: .flow) && !isMistakable(value) ? value : doubleQuoted(value)
  }
}
