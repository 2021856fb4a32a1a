#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// Times whole commands on generated repositories and compares them with git, and with Fossil, Taskwarrior and
// tk where they are installed, in the same run:
//
//   swift run -c release snag-bench [--merges | --branches N | --desk] [COUNT ...] [--runs N] [--snag PATH]
//
// COUNT defaults to 1000, 10000 and 100000, with --merges to 1000. Absolute times depend on the machine; the ratios are the point.
do {
  if CommandLine.arguments.dropFirst().first == peakOption {
    try reportPeak(CommandLine.arguments.dropFirst(2))
    exit(0)
  }
  if CommandLine.arguments.count == 3, CommandLine.arguments[1] == lookOption {
    try look(at: CommandLine.arguments[2])
    exit(0)
  }
  let options = try BenchmarkOptions(Array(CommandLine.arguments.dropFirst()))
  try BenchmarkReport(options: options).run()
} catch {
  print("snag-bench: \(error)")
  exit(1)
}
