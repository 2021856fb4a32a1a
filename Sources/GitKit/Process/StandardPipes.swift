import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Three pipes to the standard streams of a child.
///
/// Whoever uses it may close single ends early; a closed end is -1.
final class StandardPipes {
  /// The ends of one pipe.
  struct Ends {
    var reading: Int32 = -1
    var writing: Int32 = -1
  }

  private(set) var input = Ends()
  private(set) var output = Ends()
  private(set) var errors = Ends()

  init() throws(GitError) {
    input = try Self.make()
    output = try Self.make()
    errors = try Self.make()
  }

  deinit {
    closeChildEnds()
    closeInput()
    close(output.reading)
    close(errors.reading)
  }

  /// Makes the child's ends its standard streams.
  func redirect(_ actions: inout SpawnFileActions) {
    posix_spawn_file_actions_adddup2(&actions, input.reading, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, 2)
  }

  func closeChildEnds() {
    close(input.reading)
    close(output.writing)
    close(errors.writing)
    (input.reading, output.writing, errors.writing) = (-1, -1, -1)
  }

  func closeInput() {
    close(input.writing)
    input.writing = -1
  }

  private func close(_ descriptor: Int32) {
    guard descriptor >= 0 else { return }
    #if canImport(Glibc)
      _ = Glibc.close(descriptor)
    #else
      _ = Darwin.close(descriptor)
    #endif
  }

  private static func make() throws(GitError) -> Ends {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let status = pipe2(&ends, O_CLOEXEC)
    #else
      let status = pipe(&ends)
    #endif
    guard status == 0 else { throw .system("pipe", "pipe") }
    return Ends(reading: ends[0], writing: ends[1])
  }
}
