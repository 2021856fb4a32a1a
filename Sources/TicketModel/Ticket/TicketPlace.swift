/// The path of a ticket's file, put together when somebody asks for it.
package struct TicketPlace: Sendable {
  private let folder: String
  /// What the name after the folder is in; nil when `folder` is the whole path.
  private let bytes: TicketBytes?
  private let offset: UInt32
  private let length: UInt32

  /// A path as it is.
  package init(_ path: String) {
    folder = path
    bytes = nil
    offset = 0
    length = 0
  }

  /// A file of a folder, whose name lies among bytes; nil when it would be outside of them.
  ///
  /// - Parameters:
  ///   - folder: path of the folder with a `/` at its end, which all of its files share.
  ///   - bytes: what the name is in, as UTF-8.
  ///   - range: which of them it is.
  package init?(_ folder: String, _ bytes: TicketBytes, _ range: Range<Int>) {
    guard range.upperBound <= bytes.count, let offset = UInt32(exactly: range.lowerBound),
      let length = UInt32(exactly: range.count)
    else { return nil }
    self.folder = folder
    self.bytes = bytes
    self.offset = offset
    self.length = length
  }

  /// The repository-relative path.
  package var path: String {
    guard let bytes else { return folder }
    let name = UnsafeRawBufferPointer(start: bytes.base + Int(offset), count: Int(length))
    return folder + String(decoding: name, as: UTF8.self)
  }
}
