#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import TicketStore

/// What one run of a program cost.
struct Cost {
  /// Wall-clock time from start to end, in milliseconds.
  let milliseconds: Double
  /// Time of processors that it and its own children took, in milliseconds.
  let cpuMilliseconds: Double
  /// Largest resident set, in megabytes.
  let megabytes: Double
}

/// Runs a program with its output thrown away and measures it.
///
/// - Throws: `BenchmarkError` when it cannot be started or fails.
@discardableResult
func timed(_ program: [String], in directory: String) throws -> Cost {
  // The benchmark has one thread, so its own directory can serve as the child's.
  guard chdir(directory) == 0 else {
    throw BenchmarkError(description: "cannot enter \(directory)")
  }
  let words = program.map { strdup($0) } + [nil]
  defer { words.forEach { free($0) } }
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

  let start = ContinuousClock.now
  var process: pid_t = 0
  guard posix_spawnp(&process, program[0], &actions, nil, words, environ) == 0 else {
    throw BenchmarkError(description: "cannot start \(program[0])")
  }
  var status: Int32 = 0
  var usage = rusage()
  guard wait4(process, &status, 0, &usage) == process, status == 0 else {
    throw BenchmarkError(description: "\(program.joined(separator: " ")) failed (\(status))")
  }
  let elapsed = ContinuousClock.now - start
  let seconds = Double(elapsed.components.seconds)
  let attoseconds = Double(elapsed.components.attoseconds)
  return Cost(
    milliseconds: seconds * 1_000 + attoseconds / 1e15,
    cpuMilliseconds: usage.ru_utime.milliseconds + usage.ru_stime.milliseconds,
    megabytes: Double(usage.ru_maxrss) / 1_024)
}

/// Runs a program as ``timed(_:in:)`` does and returns its largest resident set, in megabytes.
///
/// A new process counts what it shared with its parent before it began its program, so the parent is
/// one that has nothing in memory: this program anew, see ``reportPeak(_:)``.
func peakMegabytes(_ program: [String], in directory: String) throws -> Double {
  let folder = try TemporaryFolder()
  defer { folder.delete() }
  let report = "\(folder.path)/peak"
  try timed([try ownPath(), peakOption, report, directory] + program, in: directory)
  guard let megabytes = Double(String(decoding: try Files.read(report), as: UTF8.self)) else {
    throw BenchmarkError(description: "no peak memory of \(program.joined(separator: " "))")
  }
  return megabytes
}

/// The first argument with which this program only measures another.
let peakOption = "--peak-of"

/// Runs the program behind the name of a report and a directory; the report is its peak memory.
func reportPeak(_ arguments: ArraySlice<String>) throws {
  let words = Array(arguments)
  let cost = try timed(Array(words[2...]), in: words[1])
  try Files.write(Array("\(cost.megabytes)".utf8), to: words[0])
}

/// Absolute path of this program.
func ownPath() throws -> String {
  guard let path = Files.resolved("/proc/self/exe") else {
    throw BenchmarkError(description: "this program finds itself on Linux only")
  }
  return path
}

extension timeval {
  fileprivate var milliseconds: Double { Double(tv_sec) * 1_000 + Double(tv_usec) / 1_000 }
}

/// The middle value; the mean of the two middle ones for an even count.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return 0 }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
