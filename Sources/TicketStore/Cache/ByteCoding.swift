/// Bytes of numbers and texts, each with its length before it.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: Int) {
    var rest = UInt64(number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(_ text: [UInt8]) {
    write(text.count)
    bytes += text
  }

  mutating func write(_ text: String) { write(Array(text.utf8)) }

  mutating func write(_ text: UnsafeRawBufferPointer) {
    write(text.count)
    bytes += text
  }

  /// Adds one byte as it is.
  mutating func write(byte: UInt8) { bytes.append(byte) }

  /// Adds what another one has written.
  mutating func append(_ other: ByteWriter) { bytes += other.bytes }

  mutating func write<Value>(
    _ values: [Value], _ body: (inout ByteWriter, Value) -> Void
  ) {
    write(values.count)
    for value in values { body(&self, value) }
  }

  mutating func write<Value>(
    _ value: Value?, _ body: (inout ByteWriter, Value) -> Void
  ) {
    write(value == nil ? 0 : 1)
    if let value { body(&self, value) }
  }
}

/// Bytes that are not what a ``ByteWriter`` wrote.
struct BytesDamaged: Error {}

/// Reads what a ``ByteWriter`` wrote; never beyond the end, whatever the bytes are.
struct ByteReader {
  let bytes: [UInt8]
  private var position: Int

  init(_ bytes: [UInt8], at position: Int) {
    self.bytes = bytes
    self.position = position
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func number() throws(BytesDamaged) -> Int {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 56, by: 7) {
      guard position < bytes.count else { throw BytesDamaged() }
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(number) }
    }
    throw BytesDamaged()
  }

  mutating func text() throws(BytesDamaged) -> [UInt8] { Array(bytes[try range(number())]) }

  mutating func string() throws(BytesDamaged) -> String {
    String(decoding: bytes[try range(number())], as: UTF8.self)
  }

  /// Steps over bytes and returns which they are.
  mutating func range(_ count: Int) throws(BytesDamaged) -> Range<Int> {
    guard count <= bytes.count - position else { throw BytesDamaged() }
    defer { position += count }
    return position..<(position + count)
  }

  /// Returns eight bytes as a number, the least significant first.
  mutating func word() throws(BytesDamaged) -> UInt64 {
    bytes[try range(8)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Returns how many values follow, each of which takes a byte at least.
  mutating func count() throws(BytesDamaged) -> Int {
    let count = try number()
    guard count <= bytes.count - position else { throw BytesDamaged() }
    return count
  }

  mutating func array<Value>(
    _ body: (inout ByteReader) throws(BytesDamaged) -> Value
  ) throws(BytesDamaged) -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try body(&self)) }
    return values
  }

  mutating func optional<Value>(
    _ body: (inout ByteReader) throws(BytesDamaged) -> Value
  ) throws(BytesDamaged) -> Value? {
    try number() == 0 ? nil : try body(&self)
  }
}
