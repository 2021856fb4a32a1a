import Testing
import TicketDocument

struct ChecklistTests {
  @Test func itemsAreCountedOutsideCodeAndComments() throws {
    let document = try document(
      """
      ---
      ---
      - [ ] one
      ## Acceptance
      * [x] two [ ] three\u{20}
        1. [X] nested
      12) [ ]
      ```
      - [ ] code
      ```
      - [y] no
      -[ ] no
      - [ ]no
      - [] no
      text [ ] no
      ## Comments
      ### bob, 2026-11-23T10:00:00Z, c-7hq4
      - [ ] in a comment
      """)
    let checklist = document.checklist
    #expect(checklist.items.map(\.text) == ["one", "two [ ] three", "nested", ""])
    #expect(checklist.items.map(\.isDone) == [false, true, true, false])
    #expect(checklist.items.map(\.section) == ["", "Acceptance", "Acceptance", "Acceptance"])
    #expect(checklist.done == 2 && checklist.total == 4)
    for item in checklist.items {
      #expect(document.bytes[item.offset - 1] == UInt8(ascii: "["))
      #expect((document.bytes[item.offset] == UInt8(ascii: " ")) == !item.isDone)
    }
  }
}
