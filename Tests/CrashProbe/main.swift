import SnagCLI
import TicketStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The program, except that it can die: at the step of the commit protocol that SNAG_PROBE_KILL_AT
// names it kills itself. Commands separated by `--then` run one after the other in this process;
// the last line of standard output lists their exit statuses.

let fatalStep = getenv("SNAG_PROBE_KILL_AT").flatMap { CommitStep(rawValue: String(cString: $0)) }

let statuses = CommandLine.arguments.dropFirst()
  .split(separator: "--then", omittingEmptySubsequences: false)
  .map { arguments in
    run(
      Array(arguments),
      in: .ofProcess(onStep: { step in
        if step == fatalStep { kill(getpid(), SIGKILL) }
      }))
  }
print("statuses", statuses.map(String.init).joined(separator: " "))
