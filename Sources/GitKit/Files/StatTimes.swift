#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The members of `stat` that differ between systems.
extension stat {
  var contentTime: timespec {
    #if canImport(Glibc)
      st_mtim
    #else
      st_mtimespec
    #endif
  }

  var metadataTime: timespec {
    #if canImport(Glibc)
      st_ctim
    #else
      st_ctimespec
    #endif
  }

  /// When the contents changed last, in seconds since the epoch.
  var changedSeconds: Int64 { Int64(contentTime.tv_sec) }
}
