import TicketDesk
import TicketDocument
import TicketModel
import TicketQuery
import Testing

@Suite struct DeskRulesTests {
  private func read(_ text: String) throws(ConfigurationError) -> DeskRules {
    try DeskRules(parsing: text, QueryVocabulary(ownFields: ["customer"]))
  }

  @Test func readsEveryAction() throws {
    let rules = try read(
      """
      rules:
        - name: all
          on: created
          when: "type:incident no:assignee"
          do: ["assign auto", "assign ada", priority=P1, "labels+=vip,late", "labels-=new",
            "comment Dear {{requester.name}}, {{title}} is {{id}}.", "note for us",
            "notify lead, ada: late", "notify assignee: {{title}}", "transition triage",
            customer=x]
      """)
    let rule = try #require(rules.rules.first)
    #expect(rule.name == "all" && rule.event == .created && rule.position.line == 2)
    #expect(rule.actions.count == 11)
    #expect(rule.actions[0] == .assignAutomatically)
    #expect(
      rule.actions[8] == .notify(.field(.assignee), try PlaceholderText(parsing: "{{title}}")))
    #expect(rule.actions[9] == .transition("triage"))
  }

  @Test(arguments: [
    ("[{name: a, on: never, do: x=y}]", 1, "unknown event"),
    ("[{name: a, on: time}]", 1, "a rule needs do:"),
    ("[{on: time, do: title=x}]", 1, "a rule needs a name"),
    ("[{name: a b, on: time, do: title=x}]", 1, "one word"),
    (
      "\n  - {name: a, on: time, do: title=x}\n  - {name: a, on: time, do: title=x}", 3, "in line 2"
    ),
    ("[{name: a, on: time, when: 'asignee:x', do: title=x}]", 1, "unknown field asignee"),
    ("[{name: a, on: time, when: 'is:', do: title=x}]", 1, "needs a value"),
    ("[{name: a, on: time, do: [dance]}]", 1, "unknown action dance"),
    ("[{name: a, on: time, do: []}]", 1, "nothing to do"),
    ("[{name: a, on: time, do: [status=closed]}]", 1, "by transitions"),
    ("[{name: a, on: time, do: [approvals+=ada]}]", 1, "not for rules"),
    ("[{name: a, on: time, do: [reporter=ada]}]", 1, "not for rules"),
    ("[{name: a, on: time, do: [priorty=P1]}]", 1, "unknown field priorty"),
    ("[{name: a, on: time, do: [priority=P9]}]", 1, "priority cannot be P9"),
    ("[{name: a, on: time, do: ['comment {{titel}}']}]", 1, "unknown placeholder {{titel}}"),
    ("[{name: a, on: time, do: ['comment {{title']}]", 1, "has no end"),
    ("[{name: a, on: time, do: [{notify lead: late}]}]", 1, "one line of text"),
    ("[{name: a, on: time, do: ['notify lead']}]", 1, "needs a colon"),
    ("[{name: a, on: time, do: ['transition a', 'transition b']}]", 1, "second transition"),
    ("[{name: a, on: time, do: [transition]}]", 1, "transition needs more"),
    ("[{name: a, on: time, whn: x, do: title=x}]", 1, "unknown key whn"),
  ])
  func refusesWithPlace(text: String, line: Int, message: String) {
    do {
      _ = try read("rules: \(text)\n")
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.message.contains(message), "\(error.message)")
      #expect(error.position.line == line && error.path == ".tickets/rules.yml")
    }
  }

  @Test func aTitleCannotNameAPlaceholder() throws {
    let text = try PlaceholderText(parsing: "{{ title }} for {{requester.name}} ({{labels}})")
    let filled = text.filled { place in
      switch place.description {
      case "title": "{{id}}"
      case "requester.name": "Bob"
      default: "a, b"
      }
    }
    #expect(filled == "{{id}} for Bob (a, b)")
  }

  @Test func aValueThatATicketFillsIsNotJudgedYet() throws {
    #expect(throws: Never.self) {
      try read("rules: [{name: a, on: time, do: ['assignee={{reporter}}', 'priority={{impact}}']}]")
    }
  }
}
