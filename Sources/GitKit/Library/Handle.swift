import CLibgit2

/// Owns one object of libgit2 and frees it.
///
/// Keeps its repository alive, because libgit2's objects point into it.
struct Handle: ~Copyable {
  let pointer: OpaquePointer
  private let repository: GitRepository?
  private let free: (OpaquePointer?) -> Void

  init(
    _ pointer: OpaquePointer, of repository: GitRepository?,
    free: @escaping (OpaquePointer?) -> Void
  ) {
    self.pointer = pointer
    self.repository = repository
    self.free = free
  }

  deinit { free(pointer) }
}

extension GitRepository {
  /// Makes an object through `make`, which fills in the pointer and returns libgit2's status.
  func own(
    _ function: StaticString, free: @escaping (OpaquePointer?) -> Void,
    _ make: (inout OpaquePointer?) -> Int32
  ) throws(GitError) -> Handle {
    var made: OpaquePointer?
    try check(make(&made), function)
    return Handle(try require(made, function), of: self, free: free)
  }

  /// Like `own`, but nil when the object does not exist.
  func ownIfFound(
    _ function: StaticString, free: @escaping (OpaquePointer?) -> Void,
    _ make: (inout OpaquePointer?) -> Int32
  ) throws(GitError) -> Handle? {
    var made: OpaquePointer?
    guard try found(make(&made), function) else { return nil }
    return Handle(try require(made, function), of: self, free: free)
  }
}

/// Returns the pointer a successful call promised.
func require<Pointer>(_ pointer: Pointer?, _ function: StaticString) throws(GitError) -> Pointer {
  guard let pointer else {
    throw GitError(code: .generic, function: "\(function)", message: "returned nothing")
  }
  return pointer
}

extension git_buf {
  /// Copies the bytes out and frees the buffer.
  mutating func take() -> [UInt8] {
    defer { git_buf_dispose(&self) }
    guard let start = ptr else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: size))
  }
}
