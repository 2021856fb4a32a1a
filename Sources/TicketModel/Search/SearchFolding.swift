extension [UInt8] {
  /// Adds a text as words are looked for in it.
  ///
  /// Letters are in lower case, one character with their accents, and each run of blanks and line breaks is one blank, so that a phrase
  /// is found across the end of a line.
  package mutating func append(folding text: String) {
    var text = text
    let isASCII = text.withUTF8 { bytes in
      // A loop without ways out, so that many bytes are looked at at once.
      bytes.reduce(UInt8(0)) { $0 | $1 } < 0x80
    }
    if isASCII { text.withUTF8 { append(foldingASCII: $0) } } else { append(foldingOther: text) }
  }

  private mutating func append(foldingASCII bytes: UnsafeBufferPointer<UInt8>) {
    let start = count
    append(contentsOf: repeatElement(0, count: bytes.count))
    let end = withUnsafeMutableBufferPointer { target in
      var end = start
      var isAfterBlank = false
      // Without branches; a blank after a blank is overwritten by what follows.
      for byte in bytes {
        let isBlank = byte == 0x20 || byte &- 0x09 < 5
        target[end] = isBlank ? 0x20 : byte &+ (byte &- 0x41 < 26 ? 0x20 : 0)
        end &+= isBlank && isAfterBlank ? 0 : 1
        isAfterBlank = isBlank
      }
      return end
    }
    removeLast(count - end)
  }

  private mutating func append(foldingOther text: String) {
    var isAfterBlank = false
    for scalar in text.lowercased().canonicallyComposed.unicodeScalars {
      let isBlank = isBlank(scalar)
      if !isBlank {
        append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
      } else if !isAfterBlank {
        append(0x20)
      }
      isAfterBlank = isBlank
    }
  }
}

/// Whether a character is white space in Unicode's sense; told faster than by its properties.
package func isBlank(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09...0x0D, 0x20: true
  case 0..<0x85: false
  case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
  default: false
  }
}
