/// Returns the length of the escape at a backslash, 0 for one that YAML does not know
/// (YAML 1.2, 5.7); a backslash at a line's end joins the lines.
func escapeLength(
  _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, before end: Int
) -> Int {
  guard offset + 1 < end else { return 1 }
  let digits: Int
  switch bytes[offset + 1] {
  case UInt8(ascii: "x"): digits = 2
  case UInt8(ascii: "u"): digits = 4
  case UInt8(ascii: "U"): digits = 8
  case let letter: return simpleEscape(letter) == nil ? 0 : 2
  }
  guard offset + 2 + digits <= end,
    let value = hexadecimal(bytes, offset + 2, digits), Unicode.Scalar(value) != nil
  else { return 0 }
  return 2 + digits
}

/// Returns what a backslash and one letter stand for.
private func simpleEscape(_ letter: UInt8) -> Unicode.Scalar? {
  switch letter {
  case UInt8(ascii: "0"): "\0"
  case UInt8(ascii: "a"): "\u{7}"
  case UInt8(ascii: "b"): "\u{8}"
  case UInt8(ascii: "t"), .tab: "\t"
  case UInt8(ascii: "n"): "\n"
  case UInt8(ascii: "v"): "\u{B}"
  case UInt8(ascii: "f"): "\u{C}"
  case UInt8(ascii: "r"): "\r"
  case UInt8(ascii: "e"): "\u{1B}"
  case UInt8(ascii: " "): " "
  case UInt8(ascii: "\""): "\""
  case UInt8(ascii: "/"): "/"
  case UInt8(ascii: "\\"): "\\"
  case UInt8(ascii: "N"): "\u{85}"
  case UInt8(ascii: "_"): "\u{A0}"
  case UInt8(ascii: "L"): "\u{2028}"
  case UInt8(ascii: "P"): "\u{2029}"
  default: nil
  }
}

private func hexadecimal(
  _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ digits: Int
) -> UInt32? {
  var value: UInt32 = 0
  for offset in start..<start + digits {
    guard let digit = bytes[offset].hexadecimalValue, value < 0x1000_0000 else { return nil }
    value = value << 4 | digit
  }
  return value
}

/// Decodes a scalar that stands on one line.
func decodedText(
  _ bytes: UnsafeBufferPointer<UInt8>, _ span: CompactRange, _ style: ScalarStyle
) -> String {
  switch style {
  case .plain: return bytes.text(span.start, span.end)
  case .singleQuoted: return decodedSingleQuoted(bytes, span.start + 1, span.end - 1)
  case .doubleQuoted: return decodedDoubleQuoted(bytes, span.start + 1, span.end - 1)
  }
}

private func decodedSingleQuoted(
  _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
) -> String {
  let content = bytes[start..<end]
  guard content.contains(.apostrophe) else { return bytes.text(start, end) }
  var text: [UInt8] = []
  text.reserveCapacity(content.count)
  var offset = start
  while offset < end {
    text.append(bytes[offset])
    offset += bytes[offset] == .apostrophe ? 2 : 1
  }
  return String(decoding: text, as: UTF8.self)
}

private func decodedDoubleQuoted(
  _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
) -> String {
  guard bytes[start..<end].contains(.backslash) else { return bytes.text(start, end) }
  var text: [UInt8] = []
  text.reserveCapacity(end - start)
  var offset = start
  while offset < end {
    guard bytes[offset] == .backslash, offset + 1 < end else {
      text.append(bytes[offset])
      offset += 1
      continue
    }
    let length = escapeLength(bytes, at: offset, before: end)
    let scalar =
      length > 2
      ? hexadecimal(bytes, offset + 2, length - 2).flatMap(Unicode.Scalar.init)
      : simpleEscape(bytes[offset + 1])
    // The scanner refused unknown escapes, so `scalar` is there.
    text.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    offset += max(length, 1)
  }
  return String(decoding: text, as: UTF8.self)
}
