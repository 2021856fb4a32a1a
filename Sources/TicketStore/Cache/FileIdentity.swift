#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says of a file, by which a change of its contents is noticed.
struct FileIdentity: Equatable {
  let device: UInt64
  let inode: UInt64
  /// When the contents changed, in nanoseconds since 1970; anybody may set it.
  let modified: Int64
  /// When the contents or anything about them changed; only the system sets it.
  let changed: Int64
  let size: UInt32
  let isFile: Bool
}

extension FileIdentity {
  /// Takes it out of the system's structure.
  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(status.st_ino)
    #if canImport(Darwin)
      modified = Self.nanoseconds(status.st_mtimespec)
      changed = Self.nanoseconds(status.st_ctimespec)
    #else
      modified = Self.nanoseconds(status.st_mtim)
      changed = Self.nanoseconds(status.st_ctim)
    #endif
    size = UInt32(clamping: status.st_size)
    isFile = status.st_mode & S_IFMT == S_IFREG
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
