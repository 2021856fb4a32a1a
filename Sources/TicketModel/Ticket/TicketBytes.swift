/// Bytes that stay where they are as long as somebody holds this: copied, or of a mapped file.
///
/// Many tickets lie in one, so that reading them needs no memory of their own for each.
package final class TicketBytes: @unchecked Sendable {
  // Nothing writes to the memory after it was handed over, so that threads can share it.
  package let base: UnsafeRawPointer
  package let count: Int
  private let release: @Sendable (UnsafeRawPointer, Int) -> Void

  /// Takes over memory that nobody changes any more.
  ///
  /// - Parameters:
  ///   - base: the first byte.
  ///   - count: how many bytes there are.
  ///   - release: gives the memory back.
  package init(
    base: UnsafeRawPointer, count: Int,
    release: @escaping @Sendable (UnsafeRawPointer, Int) -> Void
  ) {
    self.base = base
    self.count = count
    self.release = release
  }

  /// Copies bytes.
  package convenience init(_ bytes: [UInt8]) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 8)
    bytes.withUnsafeBytes {
      if let source = $0.baseAddress { memory.copyMemory(from: source, byteCount: $0.count) }
    }
    self.init(base: memory, count: bytes.count) { base, _ in base.deallocate() }
  }

  deinit { release(base, count) }

  /// All of them; valid while this object lives.
  package var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }
}
