import GitKit
import TestSupport
import Testing

struct IdentityTests {
  @Test func variablesWinOverConfiguration() throws {
    var repository = try TestRepository()
    for name in ["AUTHOR", "COMMITTER"] {
      for part in ["NAME", "EMAIL", "DATE"] { repository.environment["GIT_\(name)_\(part)"] = nil }
    }
    func author(_ extra: [String: String]) throws -> Signature {
      try repository.open(extra).signature(.author, now: 7, offsetMinutes: 60)
    }
    #expect(
      code { () throws(GitError) in
        try GitRepository.open(at: repository.path, environment: repository.environment)
          .signature(.author, now: 7, offsetMinutes: 60)
      } == .identity)
    try repository.git("config", "user.name", "User")
    #expect(
      try author(["EMAIL": "e@example.org"])
        == Signature(name: "User", email: "e@example.org", seconds: 7, offsetMinutes: 60))
    try repository.git("config", "user.email", "user@example.org")
    #expect(try author(["EMAIL": "e@example.org"]).email == "user@example.org")
    try repository.git("config", "author.name", "Author")
    #expect(try author([:]).name == "Author")
    let opened = try repository.open()
    #expect(try opened.signature(.committer, now: 0, offsetMinutes: 0).name == "User")
    #expect(try author(["GIT_AUTHOR_NAME": " <Variable>. "]).name == "Variable")
  }

  @Test(arguments: [
    "1795166100 +0000", "@1795166100 -0130", "@5 +0200", "1795166100", "2026-11-20T09:15:00Z",
    "2026-11-20T09:15:00+01:30", "2026-11-20 09:15:00 -0800", "2026-11-20 09:15:00",
    "2026-11-20T09:15Z", "2024-02-29T23:59:59.123Z", "1999.12.31 00:00:00 +0000",
    "2026-11-20T09:15:00+02",
  ])
  func readsTheDatesGitReads(text: String) throws {
    var repository = try TestRepository()
    repository.environment["GIT_AUTHOR_DATE"] = text
    let byGit = try repository.git("var", "GIT_AUTHOR_IDENT")
    let signature = try repository.open().signature(.author, now: 1, offsetMinutes: 0)
    #expect(signature.line + "\n" == byGit)
  }

  @Test(arguments: ["tomorrow-ish", "2026-13-20T09:15:00Z", "12 +0000 x", "@x"])
  func refusesOtherDates(text: String) throws {
    let repository = try TestRepository()
    let opened = try repository.open(["GIT_COMMITTER_DATE": text])
    #expect(
      code { () throws(GitError) in
        try opened.signature(.committer, now: 0, offsetMinutes: 0)
      } == .configuration)
  }
}
