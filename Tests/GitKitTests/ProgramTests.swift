import GitKit
import TestSupport
import Testing

struct ProgramTests {
  @Test func collectsBothOutputsAndTheStatus() throws {
    let outcome = try runner().run(
      ["sh", "-c", "cat; echo err >&2; exit 3"], input: Array("in".utf8))
    #expect(outcome.outputText == "in")
    #expect(outcome.errorText == "err\n")
    #expect(outcome.status == 3)
  }

  @Test func drainsMoreThanAPipeHoldsBothWays() throws {
    let input = [UInt8](repeating: 65, count: 3_000_000)
    let outcome = try runner().run(["sh", "-c", "tee /dev/stderr"], input: input)
    #expect(outcome.output == input)
    #expect(outcome.errors == input)
  }

  @Test func survivesAProgramThatDoesNotRead() throws {
    let outcome = try runner().run(
      ["sh", "-c", "exec <&-; echo done"], input: [UInt8](repeating: 65, count: 3_000_000))
    #expect(outcome.outputText == "done\n")
    #expect(outcome.status == 0)
  }

  @Test func givesDirectoryEnvironmentAndArgumentsAsTheyAre() throws {
    let scratch = try ScratchDirectory()
    let program = ProgramRunner(
      environment: ["PATH": "/usr/bin:/bin", "ONLY": "this"], directory: scratch.path)
    #expect(try program.run(["pwd", "-P"]).outputText == "\(scratch.path)\n")
    let variables = try program.run(["env"]).outputText.split(separator: "\n")
    #expect(variables.contains("ONLY=this") && !variables.contains { $0.hasPrefix("HOME=") })
    #expect(try program.run(["printf", "%s|", "a b", "$HOME", ""]).outputText == "a b|$HOME||")
  }

  @Test func findsProgramsOnTheGivenPathOnly() throws {
    let scratch = try ScratchDirectory()
    try writeScript("#!/bin/sh\necho mine\n", to: "bin/tool", in: scratch)
    let program = ProgramRunner(
      environment: ["PATH": "/nonexistent:\(scratch.path("bin"))"], directory: scratch.path)
    #expect(try program.run(["tool"]).outputText == "mine\n")
    #expect(try program.run(["bin/tool"]).outputText == "mine\n")
    #expect(code { () throws(GitError) in try program.run(["ls"]) } == .program)
    #expect(code { () throws(GitError) in try program.run(["bin/none"]) } == .program)
    #expect(code { () throws(GitError) in try program.run([]) } == .program)
  }

  @Test func reportsTheSignalThatEndedIt() throws {
    #expect(try runner().run(["sh", "-c", "kill -TERM $$"]).status == 128 + 15)
  }

  @Test func programsGetDefaultSignals() throws {
    // With SIGPIPE ignored or blocked, `yes` would complain instead of ending by it.
    let outcome = try runner().run(["sh", "-c", "yes | head -1"])
    #expect(outcome.errorText.isEmpty)
  }

  @Test func terminalProgramsGiveTheirStatus() throws {
    #expect(try runner().runInTerminal(["sh", "-c", "exit 4"]) == 4)
  }

  private func runner() -> ProgramRunner {
    ProgramRunner(environment: isolatedEnvironment, directory: "/")
  }
}
