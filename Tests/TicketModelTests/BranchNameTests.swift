import Testing
import TicketModel

@Suite struct BranchNameTests {
  @Test(arguments: [
    ("bug/sn-k7m3qx-login-crash", "sn-k7m3qx"), ("sn-k7m3qx", "sn-k7m3qx"),
    ("ada/SN-K7M3QX_login", "sn-k7m3qx"), ("fix-sn-k7m3qx", "sn-k7m3qx"),
    ("sn-k7m3qx.wip", "sn-k7m3qx"), ("bd-kwro.1-child", "bd-kwro.1"), ("tc-1609/again", "tc-1609"),
    ("bug/sn-k7m3qx-then-sn-z4n8dp", "sn-z4n8dp"), ("origin/bug/sn-k7m3qx", "sn-k7m3qx"),
  ])
  func aBranchIsNamedAfterTheIDsItHolds(branch: String, id: String) throws {
    #expect(try #require(TicketID(id)).isNamed(inBranch: branch))
  }

  @Test(arguments: [
    ("bug/sn-k7m3qxx", "sn-k7m3qx"), ("bug/asn-k7m3qx", "sn-k7m3qx"), ("tc-1609", "tc-160"),
    ("bd-kwro.1-child", "bd-kwro"), ("main", "sn-k7m3qx"), ("bug/sn/k7m3qx", "sn-k7m3qx"),
    ("", "sn-k7m3qx"), ("sn-k7m3", "sn-k7m3qx"),
  ])
  func aPartOfAWordIsNoID(branch: String, id: String) throws {
    #expect(!(try #require(TicketID(id)).isNamed(inBranch: branch)))
  }
}
