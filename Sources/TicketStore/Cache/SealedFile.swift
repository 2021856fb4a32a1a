import TicketModel

/// A file that keeps the answer to one question, which stands in it, with a sum over both.
///
/// It is the answer to exactly that question or none. One that is missing, damaged or of another
/// version is no answer, and one that cannot be written is not needed.
struct SealedFile {
  private let path: String
  private let header: [UInt8]
  private let key: String

  /// Names the file for a question.
  ///
  /// - Parameters:
  ///   - path: absolute path.
  ///   - version: the file's first line; it changes with what is in the file, or what that means.
  ///   - key: everything that the answer depends on.
  init(_ path: String, version: String, key: String) {
    self.path = path
    header = Array("\(version)\n".utf8)
    self.key = key
  }

  /// Returns what was kept.
  func read() throws(BytesDamaged) -> ByteReader {
    let start = header.count + 8
    guard let bytes = try? Files.read(path, limit: 256 << 20), bytes.count >= start,
      bytes.starts(with: header)
    else { throw BytesDamaged() }
    let sum = bytes[header.count..<start].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard Self.sum(bytes[start...]) == sum else { throw BytesDamaged() }
    var reader = ByteReader(bytes, at: start)
    guard try reader.text().elementsEqual(key.utf8) else { throw BytesDamaged() }
    return reader
  }

  /// Keeps what is written; false where that is not possible.
  func keep(_ write: (inout ByteWriter) -> Void) -> Bool {
    var writer = ByteWriter()
    writer.write(key)
    write(&writer)
    let sum = withUnsafeBytes(of: Self.sum(writer.bytes[...]).littleEndian, Array.init)
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    guard (try? Files.makeDirectories(String(path[..<slash]))) != nil else { return false }
    return (try? Files.replace(path, with: header + sum + writer.bytes)) != nil
  }

  private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes(cacheChecksum)
  }
}
