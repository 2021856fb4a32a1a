/// Tells which plain texts a YAML 1.1 or 1.2 reader would take for something else than text.
///
/// Source: YAML 1.2, 10.3.2 (core schema) and the YAML 1.1 types null, bool, int, float, timestamp,
/// merge and value (yaml.org/type).
enum ImplicitType {
  /// What a plain text is taken for.
  enum Kind { case null, bool, number, date, special }

  /// Returns what a text is taken for, nil for text.
  static func kind(of text: String) -> Kind? {
    let utf8 = Array(text.utf8)
    guard let first = utf8.first, utf8.count <= 64 else { return nil }
    switch first {
    case 0x30...0x39, UInt8(ascii: "+"), .dash, .dot:
      if isDate(utf8) { return .date }
      return isNumber(utf8) ? .number : nil
    case UInt8(ascii: "~"): return utf8.count == 1 ? .null : nil
    case UInt8(ascii: "="): return utf8.count == 1 ? .special : nil
    case UInt8(ascii: "<"): return text == "<<" ? .special : nil
    default: break
    }
    switch text.lowercased() {
    case "null": return .null
    case "true", "false", "yes", "no", "on", "off", "y", "n": return .bool
    default: return nil
    }
  }

  /// Whether a text is the one form of time that tickets hold: RFC 3339 in UTC with seconds.
  static func isTicketTime(_ text: String) -> Bool {
    let pattern = "0000-00-00T00:00:00Z".utf8
    return text.utf8.count == pattern.count
      && zip(text.utf8, pattern).allSatisfy { $1 == 0x30 ? $0.isDigit : $0 == $1 }
  }

  private static func isNumber(_ utf8: [UInt8]) -> Bool {
    var rest = utf8[...]
    if rest.first == .dash || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard let first = rest.first else { return false }
    if first == .dot, rest.count == 4 {
      let name = String(decoding: rest, as: UTF8.self).lowercased()
      if name == ".inf" || name == ".nan" { return true }
    }
    if first == 0x30, let base = rest.dropFirst().first, rest.count > 2 {
      let digits = rest.dropFirst(2)
      switch base {
      case UInt8(ascii: "x"): return digits.allSatisfy { $0.hexadecimalValue != nil || $0 == 0x5F }
      case UInt8(ascii: "o"), UInt8(ascii: "b"):
        return digits.allSatisfy { $0.isDigit || $0 == 0x5F }
      default: break
      }
    }
    return isDecimal(rest)
  }

  /// Digits with `_`, `,`, `.`, base 60 colons and an exponent; a little wider than any reader.
  private static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
    var hasDigit = false
    var offset = text.startIndex
    while offset < text.endIndex {
      switch text[offset] {
      case 0x30...0x39: hasDigit = true
      case 0x5F, .dot, .comma: break
      case .colon where hasDigit: break
      case UInt8(ascii: "e") where hasDigit, UInt8(ascii: "E") where hasDigit:
        return isExponent(text[(offset + 1)...])
      default: return false
      }
      offset += 1
    }
    return hasDigit
  }

  private static func isExponent(_ text: ArraySlice<UInt8>) -> Bool {
    let signed = text.first == .dash || text.first == UInt8(ascii: "+")
    let digits = signed ? text.dropFirst() : text
    return !digits.isEmpty && digits.allSatisfy { $0.isDigit }
  }

  /// Whether a text is `y-m-d`, alone or with a time behind it and nothing else.
  private static func isDate(_ utf8: [UInt8]) -> Bool {
    let parts = utf8.prefix { $0.isDigit || $0 == .dash }
      .split(separator: .dash, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count),
      (1...2).contains(parts[2].count)
    else { return false }
    let time = utf8[(parts[2].endIndex)...]
    guard let separator = time.first else { return true }
    guard separator.isBlank || separator | 0x20 == UInt8(ascii: "t") else { return false }
    return time.dropFirst().contains(.colon)
      && time.dropFirst().allSatisfy {
        $0.isDigit || $0.isBlank || $0 == .colon || $0 == .dot || $0 == .dash
          || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "Z")
      }
  }
}
