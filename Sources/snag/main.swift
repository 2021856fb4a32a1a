#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import SnagCLI

exit(run(Array(CommandLine.arguments.dropFirst()), in: .ofProcess()))
