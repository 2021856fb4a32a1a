extension ErrorReport {
  /// A command line that ArgumentParser refused, put into our shape.
  ///
  /// - Parameter text: its message: sentences with a capital letter, perhaps with a suggestion
  ///   ("Did you mean '--limit'?"), the values to choose from, or other readings on further lines.
  init(misuse text: String) {
    var message = String(text.prefix { !$0.isNewline })
    var candidates: [String] = []
    var hint = Self.misuseHint
    if let suggestion = Self.cut(" Did you mean '", from: &message) {
      candidates = [String(suggestion.prefix { $0 != "'" })]
      hint = "did you mean \(candidates[0])?"
    } else if let choices = Self.cut(" Please provide one of ", from: &message) {
      hint = "write one of " + choices.replacing("'", with: "").trimmingFullStop()
    }
    message = message.trimmingFullStop()
      .replacing("Missing expected argument '", with: "missing '")
    self.init(
      code: "usage", message: message.prefix(1).lowercased() + message.dropFirst(),
      candidates: candidates, hint: hint, status: .usage)
  }

  /// The hint when nothing better is known.
  static let misuseHint = "`snag --help` lists the verbs, `snag VERB --help` a verb's options"

  /// Takes a text and what follows it off a message; returns what follows.
  private static func cut(_ marker: String, from message: inout String) -> String? {
    guard let range = message.firstRange(of: marker) else { return nil }
    defer { message = String(message[..<range.lowerBound]) }
    return String(message[range.upperBound...])
  }
}

extension String {
  fileprivate func trimmingFullStop() -> String {
    hasSuffix(".") && !hasSuffix("...") ? String(dropLast()) : self
  }
}
