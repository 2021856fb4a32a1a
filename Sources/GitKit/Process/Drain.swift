#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Feeds a child its input and collects its two outputs, whichever is ready first.
struct Drain {
  private let pipes: StandardPipes
  private var input: ArraySlice<UInt8>
  private var output: [UInt8] = []
  private var errors: [UInt8] = []

  init(pipes: StandardPipes, input: [UInt8]) {
    self.pipes = pipes
    self.input = input[...]
  }

  /// Works until both outputs end.
  consuming func run() -> Result<(output: [UInt8], errors: [UInt8]), GitError> {
    do throws(GitError) {
      _ = fcntl(pipes.input.writing, F_SETFL, O_NONBLOCK)
      if input.isEmpty { pipes.closeInput() }
      var isOutputOpen = true
      var areErrorsOpen = true
      while isOutputOpen || areErrorsOpen {
        var polled = [
          pollfd(
            fd: isOutputOpen ? pipes.output.reading : -1, events: Int16(POLLIN), revents: 0),
          pollfd(
            fd: areErrorsOpen ? pipes.errors.reading : -1, events: Int16(POLLIN), revents: 0),
          pollfd(fd: pipes.input.writing, events: Int16(POLLOUT), revents: 0),
        ]
        guard poll(&polled, nfds_t(polled.count), -1) >= 0 else {
          if errno == EINTR { continue }
          throw GitError.system("poll", "pipe")
        }
        if polled[0].revents != 0 { isOutputOpen = try Self.take(pipes.output.reading, &output) }
        if polled[1].revents != 0 { areErrorsOpen = try Self.take(pipes.errors.reading, &errors) }
        if polled[2].revents != 0 { feed() }
      }
      return .success((output, errors))
    } catch {
      return .failure(error)
    }
  }

  /// Reads what is there; false at the end.
  private static func take(
    _ descriptor: Int32, _ bytes: inout [UInt8]
  ) throws(GitError) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &buffer, buffer.count)
    guard count >= 0 else {
      if errno == EINTR { return true }
      throw .system("read", "pipe")
    }
    bytes += buffer[..<count]
    return count > 0
  }

  /// Writes what fits; a child that no longer reads gets no more.
  private mutating func feed() {
    let count = withoutBrokenPipeSignal {
      input.withUnsafeBytes { write(pipes.input.writing, $0.baseAddress, $0.count) }
    }
    if count > 0 {
      input = input.dropFirst(count)
    } else if count < 0, errno != EAGAIN, errno != EINTR {
      input = []
    }
    if input.isEmpty { pipes.closeInput() }
  }
}

/// Runs `body`, in which writing to a closed pipe is an error and not the end of the process.
///
/// Blocks SIGPIPE for this thread only, and takes back the signal `body` caused, if any. The
/// process's own handling is not ours to change.
private func withoutBrokenPipeSignal(_ body: () -> Int) -> Int {
  var pipeSignal = sigset_t()
  sigemptyset(&pipeSignal)
  sigaddset(&pipeSignal, SIGPIPE)
  var pending = sigset_t()
  sigpending(&pending)
  let wasPending = sigismember(&pending, SIGPIPE) == 1
  var before = sigset_t()
  pthread_sigmask(SIG_BLOCK, &pipeSignal, &before)

  let result = body()
  let number = errno
  if result < 0, number == EPIPE, !wasPending {
    var taken: Int32 = 0
    sigwait(&pipeSignal, &taken)
  }
  pthread_sigmask(SIG_SETMASK, &before, nil)
  errno = number
  return result
}
