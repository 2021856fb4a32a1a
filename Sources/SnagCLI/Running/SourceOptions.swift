import ArgumentParser

/// Options of every command that can look at tickets other than those of now.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read a commit, tag or branch; or what the default branch had at the start of a day, month or year (2026-09-01, 2026-09, yesterday, @today-2w), so long ago (7d, 2w) or at a time, with ages, @today and is:overdue as of then.",
      valueName: "rev"))
  var at: String?

  @Flag(help: "Read what is staged for the next commit.")
  var staged = false

  func validate() throws {
    if at != nil, staged { throw ValidationError("--at and --staged exclude each other") }
    if at == "" { throw ValidationError("--at needs a revision or a date") }
  }

  /// Whether something else than the files of now is asked for.
  var isGiven: Bool { at != nil || staged }
}
