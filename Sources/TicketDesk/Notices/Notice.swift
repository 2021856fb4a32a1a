package import TicketModel

/// A message to people about a ticket, in the form that mail is sent in (RFC 5322).
package struct Notice: Sendable, Equatable {
  /// A person and where mail reaches them.
  package struct Recipient: Sendable, Equatable {
    package let name: String
    package let address: String

    /// Makes a recipient; nil when the address cannot stand in a header as it is.
    package init?(name: String, address: String) {
      let parts = address.split(separator: "@", omittingEmptySubsequences: false)
      let isPlain = address.unicodeScalars.allSatisfy {
        $0.isASCII && $0.value > 0x20 && $0.value < 0x7F
          && !"<>()[]\\,;:\"".unicodeScalars.contains($0)
      }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, isPlain,
        !address.hasPrefix("-")
      else { return nil }
      self.name = name
      self.address = address
    }
  }

  package let ticket: TicketID
  package let title: String
  /// What brought it about, such as a rule's name.
  package let cause: String
  /// What tells one firing from the next: the id of the comment that notes it.
  package let occasion: String
  package let time: Timestamp
  package let recipients: [Recipient]
  package let text: String

  /// Makes a message from its parts.
  package init(
    ticket: TicketID, title: String, cause: String, occasion: String, time: Timestamp,
    recipients: [Recipient], text: String
  ) {
    self.ticket = ticket
    self.title = title
    self.cause = cause
    self.occasion = occasion
    self.time = time
    self.recipients = recipients
    self.text = text
  }

  /// The same on every machine that makes the same message: of ticket, cause and occasion.
  package var messageID: String {
    "<\(Self.atom(ticket.text)).\(Self.atom(cause)).\(Self.atom(occasion))@snag.invalid>"
  }

  /// Name of its file: nothing in it but letters, digits, `.` and `-`.
  package var fileName: String {
    "\(Self.atom(ticket.text)).\(Self.atom(cause)).\(Self.atom(occasion)).eml"
  }

  /// The whole message; lines end in CR LF.
  ///
  /// Nothing that a ticket says can make a header: line ends and control characters become blanks, and
  /// what is not ASCII is encoded (RFC 2047).
  package var message: String {
    let thread = "<\(Self.atom(ticket.text))@snag.invalid>"
    var lines = [
      "To: " + recipients.map(Self.mailbox).joined(separator: ",\r\n "),
      "Subject: " + Self.encoded("[\(ticket)] \(title)"),
      "Date: \(MailDate(time))",
      "Message-ID: \(messageID)",
      "In-Reply-To: \(thread)",
      "References: \(thread)",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "",
    ]
    lines += Self.wrapped(Base64.encoded(Array("\(text)\n".utf8)), to: 76)
    return lines.map { "\($0)\r\n" }.joined()
  }

  // MARK: Parts of headers

  private static func mailbox(_ recipient: Recipient) -> String {
    recipient.name.isEmpty
      ? recipient.address : "\(encoded(recipient.name, quoting: true)) <\(recipient.address)>"
  }

  private static func atom(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar -> Character in
        let isPlain =
          scalar.isASCII && scalar.properties.isAlphabetic
          || "0123456789-_".unicodeScalars
            .contains(scalar)
        return isPlain ? Character(scalar) : "-"
      })
  }

  /// A text as words of a header.
  private static func encoded(_ text: String, quoting: Bool = false) -> String {
    let line = String(text.map { $0.isNewline || $0.isUnsafe ? " " : $0 })
    let isASCII = line.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    if isASCII, line.utf8.count <= 200, !line.contains("=?") {
      guard quoting else { return line }
      return "\"" + line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    // An encoded word holds at most 75 characters; 36 bytes leave room for the header's name; cut between characters.
    var words: [String] = []
    var bytes: [UInt8] = []
    for character in line {
      if bytes.count + character.utf8.count > 36 {
        words.append(Base64.encoded(bytes))
        bytes = []
      }
      bytes += Array(character.utf8)
    }
    words.append(Base64.encoded(bytes))
    return words.map { "=?UTF-8?B?\($0)?=" }.joined(separator: "\r\n ")
  }

  private static func wrapped(_ text: String, to width: Int) -> [String] {
    var rest = text[...]
    var lines: [String] = []
    while !rest.isEmpty {
      lines.append(String(rest.prefix(width)))
      rest = rest.dropFirst(width)
    }
    return lines
  }
}

extension Character {
  /// Whether it would steer a header or a terminal.
  fileprivate var isUnsafe: Bool {
    unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
  }
}
