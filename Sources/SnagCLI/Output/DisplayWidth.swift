/// Returns the number of terminal columns a text takes.
///
/// Wide characters (Unicode Standard Annex 11, East Asian Width W and F, and emoji) take two,
/// combining marks and joiners none.
func displayWidth(_ text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { $0 + width(of: $1) }
}

/// Cuts a text to at most so many columns, ending in `…` when something was cut.
func truncated(_ text: String, to limit: Int) -> String {
  guard displayWidth(text) > limit else { return text }
  var kept = ""
  var used = 0
  for character in text {
    let more = width(of: character)
    guard used + more <= limit - 1 else { break }
    kept.append(character)
    used += more
  }
  return limit > 0 ? kept + "…" : ""
}

private func width(of character: Character) -> Int {
  guard let first = character.unicodeScalars.first else { return 0 }
  if character.unicodeScalars.contains(where: { $0 == "\u{FE0F}" }) { return 2 }
  let properties = first.properties
  if properties.isEmojiPresentation { return 2 }
  switch properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: return isWide(first.value) ? 2 : 1
  }
}

private func isWide(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
    true
  default: false
  }
}
