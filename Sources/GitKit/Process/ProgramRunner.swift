import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a finished program left behind.
package struct ProgramOutcome: Sendable, Equatable {
  /// Exit status; for a program ended by a signal, 128 plus the signal.
  package var status: Int32
  /// Bytes of standard output.
  package var output: [UInt8]
  /// Bytes of standard error.
  package var errors: [UInt8]

  /// Standard output, decoded lossily.
  package var outputText: String { String(decoding: output, as: UTF8.self) }
  /// Standard error, decoded lossily.
  package var errorText: String { String(decoding: errors, as: UTF8.self) }
}

/// Starts programs in a directory with an environment, both given, never the process's own.
///
/// Arguments are an array and never pass through a shell.
package struct ProgramRunner: Sendable {
  /// The whole environment of the program; programs are looked for on its `PATH`.
  package var environment: [String: String]
  /// Absolute path of the directory to run in.
  package var directory: String

  /// Makes a runner.
  package init(environment: [String: String], directory: String) {
    self.environment = environment
    self.directory = directory
  }

  /// Runs a program to its end and returns all it wrote, draining both outputs meanwhile.
  ///
  /// A program that stops reading its input is no error.
  ///
  /// - Parameters:
  ///   - program: name or path of the program, then its arguments.
  ///   - input: bytes of its standard input.
  /// - Returns: what it wrote and its status, whatever that is.
  /// - Throws: `.program` when it cannot be started.
  package func run(
    _ program: [String], input: [UInt8] = []
  ) throws(GitError) -> ProgramOutcome {
    let pipes = try StandardPipes()
    let process = try spawn(program) { pipes.redirect(&$0) }
    pipes.closeChildEnds()
    let drained = Drain(pipes: pipes, input: input).run()
    let status = waitForEnd(of: process)
    let (output, errors) = try drained.get()
    return ProgramOutcome(status: status, output: output, errors: errors)
  }

  /// Runs a program that talks to the terminal itself, such as an editor, and returns its status.
  ///
  /// It inherits standard input, output and error. As in `system(3)`, this process ignores
  /// interrupts meanwhile: Control-C is for the program.
  package func runInTerminal(_ program: [String]) throws(GitError) -> Int32 {
    let interrupt = signal(SIGINT, SIG_IGN)
    let quit = signal(SIGQUIT, SIG_IGN)
    defer {
      signal(SIGINT, interrupt)
      signal(SIGQUIT, quit)
    }
    return waitForEnd(of: try spawn(program) { _ in })
  }

  private func spawn(
    _ program: [String], redirect: (inout SpawnFileActions) -> Void
  ) throws(GitError) -> pid_t {
    guard let name = program.first, let path = locate(name) else {
      throw GitError(
        code: .program, function: "posix_spawn",
        message: "\(program.first ?? ""): not found on PATH")
    }
    var actions = SpawnFileActions()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addchdir_np(&actions, directory)
    redirect(&actions)
    var attributes = try defaultSignals()
    defer { posix_spawnattr_destroy(&attributes) }

    var process: pid_t = 0
    let status = withCStrings(program) { arguments in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
        posix_spawn(&process, path, &actions, &attributes, arguments, variables)
      }
    }
    guard status == 0 else {
      var error = GitError.system("posix_spawn", path, number: status)
      error.code = .program
      throw error
    }
    return process
  }

  /// Returns the path of a program: itself when it has a slash, else the first on `PATH`.
  private func locate(_ name: String) -> String? {
    if name.contains("/") { return FileSystem.absolute(name, in: directory) }
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(
      separator: ":", omittingEmptySubsequences: false)
    return folders.lazy
      .map { FileSystem.absolute($0.isEmpty ? name : "\($0)/\(name)", in: directory) }
      .first(where: FileSystem.isExecutable)
  }

  /// Attributes that give the program default signal handling whatever this process does.
  private func defaultSignals() throws(GitError) -> SpawnAttributes {
    var attributes = SpawnAttributes()
    guard posix_spawnattr_init(&attributes) == 0 else {
      throw .system("posix_spawnattr_init", directory)
    }
    var none = sigset_t()
    sigemptyset(&none)
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [SIGPIPE, SIGINT, SIGQUIT] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    #if canImport(Glibc)
      let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    #else
      // Darwin cannot make pipes close-on-exec atomically, so it closes all others here.
      let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_CLOEXEC_DEFAULT
    #endif
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return attributes
  }

  private func waitForEnd(of process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return 127 }
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}

#if canImport(Glibc)
  typealias SpawnFileActions = posix_spawn_file_actions_t
  typealias SpawnAttributes = posix_spawnattr_t
#else
  typealias SpawnFileActions = posix_spawn_file_actions_t?
  typealias SpawnAttributes = posix_spawnattr_t?
#endif

/// Lends a NULL-terminated array of C strings, as `execve` wants it.
private func withCStrings<Value>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
) -> Value {
  let copies = strings.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return body(copies + [nil])
}
