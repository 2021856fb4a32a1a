/// Returns a text as one line of Markdown that shows exactly that text, on GitHub and its like.
///
/// Every character with a meaning in Markdown or HTML within a line is escaped; what stands at the
/// start of one needs ``markdownLine(_:)``. Where a host would still make a mention or a reference of
/// a text, and so notify somebody or close an issue, an invisible word joiner keeps it apart: hosts
/// look for those in what was rendered, where an escape is gone.
func markdownText(_ text: String) -> String {
  let scalars = Array(safeCell(text).unicodeScalars)
  var result = String.UnicodeScalarView()
  for (index, scalar) in scalars.enumerated() {
    let before = scalars[..<index]
    if isWord(scalar), triggers.contains(where: before.ends(in:)) { result.append(wordJoiner) }
    let next = index + 1 < scalars.count ? scalars[index + 1] : " "
    if needsBackslash(scalar, before, next) { result.append("\\") }
    result.append(scalar)
  }
  return String(result)
}

/// Returns a text as one line of Markdown that may stand at the start of a line.
func markdownLine(_ text: String) -> String {
  let text = String(markdownText(text).drop { $0 == " " })
  if ["+", "-", ">", "="].contains(where: text.hasPrefix) { return "\\\(text)" }
  // `1.` and `1)` would begin a list.
  let number = text.prefix { $0.isASCII && $0.isNumber }
  let rest = text.dropFirst(number.count)
  let isMarker = !number.isEmpty && (rest.hasPrefix(".") || rest.hasPrefix(")"))
  return isMarker ? "\(number)\\\(rest)" : text
}

private let wordJoiner: Unicode.Scalar = "\u{2060}"

/// What stands before a name that hosts link: people, issues and requests, addresses.
private let triggers = ["@", "#", "!", "gh-", "://", "www."].map { Array($0.unicodeScalars) }

private func isWord(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
}

/// CommonMark 0.31, 2.4: any ASCII punctuation may be escaped.
///
/// GitHub Flavored Markdown 0.29, 6.9, makes links of `www.` and `://`, in which a backslash escapes
/// nothing: what follows such a text would be markup again.
private func needsBackslash(
  _ scalar: Unicode.Scalar, _ before: ArraySlice<Unicode.Scalar>, _ next: Unicode.Scalar
) -> Bool {
  switch scalar {
  case ":": next == "/"
  case ".": before.ends(in: Array("www".unicodeScalars))
  default: "\\`*_[]<#|~&$".unicodeScalars.contains(scalar)
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// Whether the text ends in a lower-case word, in any case.
  fileprivate func ends(in word: [Unicode.Scalar]) -> Bool {
    suffix(word.count).map(\.properties.lowercaseMapping) == word.map { String($0) }
  }
}
