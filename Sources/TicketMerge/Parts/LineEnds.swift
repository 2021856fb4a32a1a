/// How all lines of a text end.
enum LineEnds: Equatable {
  case lf, crlf, mixed

  /// Finds how the lines of a text end; one without lines ends them in LF.
  init(of bytes: [UInt8]) {
    guard bytes.contains(.carriageReturn) else {
      self = .lf
      return
    }
    var counts = (lf: 0, crlf: 0)
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == .lineFeed {
        if previous == .carriageReturn { counts.crlf += 1 } else { counts.lf += 1 }
      }
      previous = byte
    }
    self = counts.crlf == 0 ? .lf : counts.lf == 0 ? .crlf : .mixed
  }

  /// Returns the text with LF alone.
  static func removed(from bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(.carriageReturn) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == .lineFeed, result.last == .carriageReturn { result.removeLast() }
      result.append(byte)
    }
    return result
  }

  /// Returns a text of LF alone with these line ends.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    guard self == .crlf else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 32)
    for byte in bytes {
      if byte == .lineFeed { result.append(.carriageReturn) }
      result.append(byte)
    }
    return result
  }
}

/// The line ends of a merge, which are decided apart from what the lines say.
///
/// Where a version has both kinds, each line keeps its own.
struct MergedLineEnds {
  private let result: LineEnds?

  init(_ texts: Versions<[UInt8]>) {
    let ends = texts.map(LineEnds.init)
    if [ends.base, ends.ours, ends.theirs].contains(.mixed) {
      result = nil
    } else if texts.base.isEmpty {
      result = ends.ours == ends.theirs ? ends.ours : .lf
    } else {
      result = ends.undisputed ?? .lf
    }
  }

  /// Returns a version as it is merged.
  func removed(from bytes: [UInt8]) -> [UInt8] {
    result == nil ? bytes : LineEnds.removed(from: bytes)
  }

  /// Returns the result as it is written.
  func applied(to bytes: [UInt8]) -> [UInt8] { result?.applied(to: bytes) ?? bytes }
}
