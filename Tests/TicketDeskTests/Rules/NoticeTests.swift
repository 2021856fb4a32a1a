import Foundation
import TicketDesk
import TicketModel
import Testing

@Suite struct NoticeTests {
  private func notice(title: String = "Printer", name: String = "Ada", text: String = "late") throws
    -> Notice
  {
    Notice(
      ticket: try #require(TicketID("sn-k7m3qx")), title: title, cause: "warn lead",
      occasion: "r-1-1", time: try #require(Timestamp("2026-11-24T01:13:55Z")),
      recipients: [try #require(Notice.Recipient(name: name, address: "ada@example.org"))],
      text: text)
  }

  @Test func isMail() throws {
    #expect(
      try notice().message
        == """
        To: "Ada" <ada@example.org>
        Subject: [sn-k7m3qx] Printer
        Date: Tue, 24 Nov 2026 01:13:55 +0000
        Message-ID: <sn-k7m3qx.warn-lead.r-1-1@snag.invalid>
        In-Reply-To: <sn-k7m3qx@snag.invalid>
        References: <sn-k7m3qx@snag.invalid>
        Auto-Submitted: auto-generated
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: base64

        bGF0ZQo=

        """.replacing("\n", with: "\r\n"))
  }

  @Test(arguments: [
    "x\r\nBcc: evil@example.org", "x\nBcc: evil@example.org", "x\rBcc: e@x.org",
    "x\u{2028}Bcc: e@x.org", "x\u{85}Bcc: e@x.org", "=?UTF-8?B?DQpCY2M6?=", "é\r\nBcc: e@x.org",
    "\u{0}Bcc: e@x.org",
  ])
  func nothingATicketSaysMakesAHeader(hostile: String) throws {
    for notice in [try notice(title: hostile), try notice(name: hostile)] {
      let head = notice.message.components(separatedBy: "\r\n\r\n")[0]
      let lines = head.components(separatedBy: "\r\n")
      #expect(!lines.contains { $0.lowercased().hasPrefix("bcc") })
      #expect(lines.filter { !$0.hasPrefix(" ") }.count == 10, "\(head)")
      #expect(head.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0D || $0 == 0x0A })
      #expect(!head.replacing("\r\n", with: "").contains { $0.isNewline })
    }
  }

  @Test(arguments: [
    "", "ada", "a@b@c", "ada@", "@x", "a da@x.org", "ada@x.org\n", "-oQ@x.org", "<a@x.org>",
    "a,b@x.org", "ä@x.org",
  ])
  func addressesThatAreNoneAreRefused(address: String) {
    #expect(Notice.Recipient(name: "", address: address) == nil)
  }

  @Test func longTextsComeBackWhole() throws {
    let text = String(repeating: "Grüße aus Köln 🎉\n", count: 40)
    let message = try notice(title: String(repeating: "Störung ", count: 30), text: text).message
    let body = message.components(separatedBy: "\r\n\r\n")[1].replacing("\r\n", with: "")
    #expect(Data(base64Encoded: body) == Data("\(text)\n".utf8))
    #expect(message.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    let words = message.components(separatedBy: "=?UTF-8?B?").dropFirst()
      .map { $0.components(separatedBy: "?=")[0] }
    let subject = words.map { String(decoding: Data(base64Encoded: $0) ?? Data(), as: UTF8.self) }
    #expect(subject.joined().hasPrefix("[sn-k7m3qx] Störung Störung"))
  }
}
