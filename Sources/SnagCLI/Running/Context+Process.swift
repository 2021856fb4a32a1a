import TicketModel
package import TicketStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Context {
  /// Makes the context of this process; SNAG_NOW fixes its clock.
  ///
  /// - Parameter onStep: called at each point of the commit protocol.
  /// - Returns: a context that reads and writes the process's standard streams.
  package static func ofProcess(onStep: @escaping (CommitStep) -> Void = { _ in }) -> Context {
    // A reader that has gone away ends the program quietly.
    signal(SIGPIPE, SIG_DFL)
    let variables = processVariables()
    let fixed = variables["SNAG_NOW"].flatMap { Timestamp($0) }
    return Context(
      directory: workingDirectory(), variables: variables, readInput: readStandardInput,
      readLine: { Swift.readLine() },
      writeOutput: { writeAll($0, to: STDOUT_FILENO) },
      writeError: { writeAll($0, to: STDERR_FILENO) },
      terminal: Terminal(
        isOutput: isatty(STDOUT_FILENO) == 1, isInput: isatty(STDIN_FILENO) == 1,
        isError: isatty(STDERR_FILENO) == 1, width: terminalWidth(variables)),
      now: { fixed ?? Timestamp(seconds: Int64(time(nil))) }, offsetMinutes: localOffset(),
      random: SystemRandomNumberGenerator(), sleep: { usleep(UInt32($0) * 1_000) },
      program: pathOfProgram(), onStep: onStep)
  }
}

/// Where the running program stands: Linux tells; elsewhere only a path on the command line does.
private func pathOfProgram() -> String? {
  var buffer = [CChar](repeating: 0, count: 4_096)
  let length = readlink("/proc/self/exe", &buffer, buffer.count)
  let path =
    length > 0
    ? String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    : CommandLine.arguments.first ?? ""
  return path.first == "/" ? path : nil
}

private func processVariables() -> [String: String] {
  var variables: [String: String] = [:]
  var next = environ
  while let entry = next.pointee {
    let text = String(cString: entry)
    if let equals = text.firstIndex(of: "=") {
      variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    next += 1
  }
  return variables
}

private func workingDirectory() -> String {
  guard let path = getcwd(nil, 0) else { return "/" }
  defer { free(path) }
  return String(cString: path)
}

private func terminalWidth(_ variables: [String: String]) -> Int {
  if let columns = variables["COLUMNS"].flatMap(Int.init), columns > 0 { return columns }
  var size = winsize()
  guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return Int(size.ws_col)
}

private func localOffset() -> Int {
  var now = time(nil)
  var parts = tm()
  localtime_r(&now, &parts)
  return parts.tm_gmtoff / 60
}

private func readStandardInput() -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 64 << 10)
  while true {
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return bytes }
    bytes += buffer[..<count]
  }
}

private func writeAll(_ text: String, to descriptor: Int32) {
  var text = text
  text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while let base = rest.baseAddress, !rest.isEmpty {
      let count = write(descriptor, base, rest.count)
      if count < 0, errno == EINTR { continue }
      // A full disk behind a redirect must not look like success.
      guard count > 0 else { exit(1) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }
}
