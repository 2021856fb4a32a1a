import TicketModel

/// The encoding of RFC 4648, section 4.
enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  /// Returns bytes as digits, with `=` at the end where they are no multiple of three.
  static func encoded(_ bytes: [UInt8]) -> String {
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(0) { $0 << 8 | Int($1) }
      bits <<= 8 * (3 - group.count)
      for place in 0..<4 {
        text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 0x3F] : "=")
      }
    }
    return text
  }
}

/// A time as a `Date:` header has it: `Tue, 24 Nov 2026 01:13:55 +0000`.
struct MailDate: CustomStringConvertible {
  let description: String

  init(_ time: Timestamp) {
    let text = time.description
    let (date, clock) = (text.prefix(10), text.dropFirst(11).prefix(8))
    let parts = date.split(separator: "-")
    let days = Int((time.seconds >= 0 ? time.seconds : time.seconds - 86_399) / 86_400)
    // The first of January 1970 was a Thursday.
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((days % 7) + 7) % 7]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let month = parts.count == 3 ? Int(parts[1]).map { months[($0 - 1) % 12] } ?? "Jan" : "Jan"
    description =
      "\(weekday), \(parts.last ?? "01") \(month) \(parts.first ?? "1970") \(clock) +0000"
  }
}
