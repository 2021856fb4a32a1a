/// Returns a sum that a changed, missing or moved byte changes, but for one chance in 2^64.
///
/// Four lanes, so that the processor's multiplications overlap: tens of megabytes are summed on every
/// command of a large repository.
func cacheChecksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  let seed = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
  var first = seed
  var second = seed &+ 1
  var third = seed &+ 2
  var fourth = seed &+ 3
  var position = 0
  while position + 32 <= bytes.count {
    first = mixed(first, word(bytes, position))
    second = mixed(second, word(bytes, position + 8))
    third = mixed(third, word(bytes, position + 16))
    fourth = mixed(fourth, word(bytes, position + 24))
    position += 32
  }
  while position + 8 <= bytes.count {
    first = mixed(first, word(bytes, position))
    position += 8
  }
  var rest: UInt64 = 0
  while position < bytes.count {
    rest = rest << 8 | UInt64(bytes[position])
    position += 1
  }
  let sum = mixed(mixed(mixed(mixed(first, rest), second), third), fourth)
  return (sum ^ sum >> 32) &* 0x94D0_49BB_1331_11EB
}

private func word(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
  bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
}

/// Takes a word into a sum; for one sum no two words, and for one word no two sums, give the same.
private func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
  let product = (sum ^ word) &* 0xBF58_476D_1CE4_E5B9
  return product ^ product >> 29
}
