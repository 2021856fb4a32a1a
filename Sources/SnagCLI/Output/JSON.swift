import TicketDesk
import TicketModel

/// A JSON value whose members keep their order.
///
/// Foundation's encoder sorts members or leaves their order open; ours is documented and stable.
indirect enum JSON: Equatable {
  case null
  case bool(Bool)
  case number(Int)
  /// A number with at most four digits behind the point.
  case fraction(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  /// A name and its value.
  struct Member: Equatable {
    let name: String
    let value: JSON
  }

  static func object(_ members: [(String, JSON)]) -> JSON {
    .object(members.map { Member(name: $0.0, value: $0.1) })
  }

  /// The value on one line (RFC 8259).
  var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += String(value)
    case .fraction(let value): text += decimalText(value, digits: 4).trimmingZeros
    case .string(let value): Self.writeQuoted(value, to: &text)
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        Self.writeQuoted(member.name, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  private static func writeQuoted(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // Escaped beyond what RFC 8259 asks: JSON is printed on terminals too.
      case _ where isUnsafeInLine(scalar):
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension String {
  /// A decimal number without zeros at its end.
  var trimmingZeros: String {
    guard contains(".") else { return self }
    let kept = self[...(lastIndex { $0 != "0" } ?? startIndex)]
    return String(kept.last == "." ? kept.dropLast() : kept)
  }
}
