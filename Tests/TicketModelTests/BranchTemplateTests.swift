import Testing
import TicketModel

@Suite struct BranchTemplateTests {
  private func name(_ template: String, title: String, type: String = "bug") throws -> String {
    let ticket = try ticket(id: "sn-k7m3qx", "title: \(title)", "type: \(type)", "status: new")
    return try BranchTemplate(parsing: template).name(for: ticket, actor: "ada.l")
  }

  @Test(arguments: [
    ("{type}/{id}-{slug}", "bug/sn-k7m3qx-login-crash"), ("{id}", "sn-k7m3qx"),
    ("{actor}/{id}/{slug}", "ada-l/sn-k7m3qx/login-crash"), ("wip_{id}", "wip_sn-k7m3qx"),
  ])
  func placeholdersAreFilledIn(template: String, expected: String) throws {
    #expect(try name(template, title: "Login crash!") == expected)
  }

  @Test(arguments: [
    ("{type}/{id}-{slug}", "bug/sn-k7m3qx"), ("{slug}/{id}", "sn-k7m3qx"),
    ("{type}/{slug}-{id}", "bug/sn-k7m3qx"),
  ])
  func aTitleWithoutLettersLeavesNoSeparators(template: String, expected: String) throws {
    #expect(try name(template, title: "零") == expected)
  }

  @Test(arguments: [
    ("{type}-{slug}", BranchTemplate.Refusal.noID), ("{type}{id}", .noID), ("{id}{slug}", .noID),
    ("{id}/{name}", .unknownPlaceholder("name")),
    ("a b/{id}", .noBranchName(example: "a b/sn-k7m3qx")),
    ("{id}.lock", .noBranchName(example: "sn-k7m3qx.lock")),
    ("a..b/{id}", .noBranchName(example: "a..b/sn-k7m3qx")), ("", .noID),
  ])
  func whatMakesNoBranchIsRefused(template: String, refusal: BranchTemplate.Refusal) {
    #expect(throws: refusal) { try BranchTemplate(parsing: template) }
  }

  @Test(arguments: ["a", "a/b", "ä", "bug/sn-k7m3qx.1"])
  func branchNames(name: String) { #expect(isBranchName(name)) }

  @Test(arguments: [
    "", "-a", "a b", "a..b", "a~1", "a^", "a:b", "a?", "a*", "a[", "a\\b", "a@{b", "@", "HEAD",
    ".a", "a/.b", "a.lock/b", "a/", "/a", "a//b", "a.", "a\u{7F}",
  ])
  func notBranchNames(name: String) { #expect(!isBranchName(name)) }
}
