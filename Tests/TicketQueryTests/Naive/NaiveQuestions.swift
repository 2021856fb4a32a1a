import Foundation
import TestSupport
import TicketDocument

/// A term as text, and what it means worked out without the query module.
struct NaiveTerm {
  let text: String
  let holds: (NaiveTicket, NaiveWorld) -> Bool
  /// Whether it says which statuses are wanted.
  var isAboutStatus = false
}

/// A key of an order: the qualifier and whether it is turned around.
struct NaiveKey {
  let name: String
  let isDescending: Bool

  var text: String { name + (isDescending ? "-desc" : "") }
}

/// Draws terms and orders.
struct NaiveQuestions {
  var generator: SeededGenerator

  mutating func pick<Value>(_ choices: [Value]) -> Value {
    choices[Int.random(in: choices.indices, using: &generator)]
  }

  mutating func chance(_ parts: Int) -> Bool { Int.random(in: 0..<parts, using: &generator) == 0 }

  /// A term, perhaps negated.
  mutating func term() -> NaiveTerm {
    let term = positive()
    guard chance(3) else { return term }
    return NaiveTerm(
      text: "-\(term.text)", holds: { !term.holds($0, $1) }, isAboutStatus: term.isAboutStatus)
  }

  private mutating func positive() -> NaiveTerm {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0, 1: trait()
    case 2: presence()
    case 3: words()
    case 4, 5: time()
    case 6: number()
    case 7: link()
    case 8: view()
    default: text()
    }
  }

  // MARK: is:, has: and words

  private static let traits: [(String, @Sendable (NaiveTicket, NaiveWorld) -> Bool)] = [
    ("open", { !$1.isDone($0) }), ("closed", { $1.isDone($0) }),
    (
      "ready", { !$1.isDone($0) && $1.category($0) != "waiting" && !$1.isBlocked($0) }
    ),
    ("blocked", { $1.isBlocked($0) }), ("waiting", { $1.category($0) == "waiting" }),
    (
      "mine",
      {
        !$1.isDone($0) && !$1.actor.isEmpty
          && $0.first("assignee").lowercased() == $1.actor.lowercased()
      }
    ),
    (
      "overdue",
      { !$1.isDone($0) && seconds($0.first("due")).map { $0 < 1_795_392_000 } ?? false }
    ),
    ("conflicted", { ticket, _ in !ticket.items("conflicts").isEmpty }),
  ]

  private mutating func trait() -> NaiveTerm {
    let chosen = (0..<pick([1, 1, 2])).map { _ in pick(Self.traits) }
    return NaiveTerm(
      text: pick(["is:", "IS:"]) + chosen.map(\.0).joined(separator: ","),
      holds: { ticket, world in chosen.contains { $0.1(ticket, world) } }, isAboutStatus: true)
  }

  private mutating func presence() -> NaiveTerm {
    let names = [
      "assignee", "labels", "milestone", "created", "due", "parent", "closed", "updated", "age",
      "children", "severity", "history", "category",
    ]
    let chosen = (0..<pick([1, 1, 2])).map { _ in pick(names) }
    let isHas = chance(2)
    return NaiveTerm(
      text: (isHas ? "has:" : "no:") + chosen.joined(separator: ","),
      holds: { ticket, world in
        chosen.contains { !world.items($0, of: ticket).isEmpty } == isHas
      }, isAboutStatus: chosen.contains("closed"))
  }

  private mutating func words() -> NaiveTerm {
    let word = pick([
      "login", "Ü", "page of", "page\t of", "TEXT", "sn-t0", "SN-t", "x", "lo gin", "kelvin",
      "Login  Page", "über uns", "here the", "u\u{308}ber", "\u{C5}se",
    ])
    return NaiveTerm(text: word.contains(" ") ? "\"\(word)\"" : word) { ticket, _ in
      ticket.says(word)
        || (word.lowercased().hasPrefix("sn-") && ticket.id.hasPrefix(word.lowercased()))
    }
  }

  private mutating func view() -> NaiveTerm {
    pick([
      NaiveTerm(
        text: "@triage",
        holds: {
          $0.first("status").lowercased() == "new" && $0.items("assignee").isEmpty && $1.now > 0
        }, isAboutStatus: true),
      NaiveTerm(text: "@\"two words\"") { ticket, _ in
        ticket.items("labels").contains { $0.lowercased() == "ui" }
      },
    ])
  }

  // MARK: Texts and links

  private static let texts = [
    "title": ["Login page", "log", "text"], "status": ["new", "DONE", "doing", "strange"],
    "type": ["bug", "task"], "assignee": ["ada", "Bob", "@me"],
    "labels": ["ui", "Auth", "needs x"],
    "milestone": ["v1.9", "v1.10", "V2", "v01.9", "w"], "estimate": ["9", "10", "2 days"],
    "severity": ["high", "low"], "category": ["done", "new", "active"], "path": [".tickets/sn-t1"],
    "history": ["2026-11-20"],
  ]

  private mutating func text() -> NaiveTerm {
    let name = pick(Self.texts.keys.sorted())
    var tests: [(String) -> Bool] = []
    var parts: [String] = []
    for _ in 0..<pick([1, 1, 2]) {
      let wanted = pick(Self.texts[name] ?? [])
      let other = pick(Self.texts[name] ?? [])
      let comparison = pick(["", "", "", "*", "<", "<=", ">", ">=", ".."])
      let quoted = wanted.contains(" ") ? "\"\(wanted)\"" : wanted
      let meant = wanted == "@me" ? "ada" : wanted
      switch comparison {
      case "":
        parts.append(quoted)
        tests.append { $0.lowercased() == meant.lowercased() }
      case "*":
        parts.append(quoted + "*")
        tests.append { $0.lowercased().hasPrefix(wanted.lowercased()) }
      case "..":
        parts.append("\(quoted)..\"\(other)\"")
        tests.append { !less($0, wanted) && !less(other, $0) }
      default:
        parts.append(comparison + quoted)
        tests.append { compare($0, comparison, meant) }
      }
    }
    return NaiveTerm(
      text: "\(name):\(parts.joined(separator: ","))",
      holds: { ticket, world in
        world.items(name, of: ticket).contains { item in tests.contains { $0(item) } }
      }, isAboutStatus: name == "status" || name == "category")
  }

  private mutating func link() -> NaiveTerm {
    let name = pick(["parent", "blocked_by", "children", "id"])
    let (typed, meant) = pick([
      ("sn-t01", "sn-t01"), ("t02", "sn-t02"), ("SN-T03", "sn-t03"), ("sn-gone", "sn-gone"),
      ("long", "sn-longer"),
    ])
    return NaiveTerm(text: "\(name):\(typed)") { ticket, world in
      world.items(name, of: ticket).contains { $0.lowercased() == meant }
    }
  }

  // MARK: Numbers and times

  private mutating func number() -> NaiveTerm {
    let (name, scale) = pick([
      ("priority", ["P0", "P1", "P2", "P3", "P4"]), ("impact", ["low", "medium", "high"]),
      ("rating", ["1", "2", "3", "4", "5"]),
    ])
    let (low, high) = (pick([0, 1]), pick([1, 2]))
    let comparison = pick(["", "<", "<=", ">", ">=", ".."])
    let text =
      comparison == ".." ? "\(scale[low])..\(scale[high])" : comparison + scale[high].lowercased()
    return NaiveTerm(text: "\(name):\(text)") { ticket, _ in
      var found = ticket.first(name)
      if name == "priority", found.count == 1 { found = "P\(found)" }
      if name == "priority" { found = found.uppercased() }
      guard let place = scale.firstIndex(of: found) else { return false }
      return switch comparison {
      case "": place == high
      case "<": place < high
      case "<=": place <= high
      case ">": place > high
      case ">=": place >= high
      default: place >= low && place <= high
      }
    }
  }

  private static let day = 86_400.0
  /// Value, its first second, the second after it, and whether more of it means earlier.
  private static let times: [(String, Double, Double, Bool)] = [
    ("2026-11-20", 1_795_132_800, 1_795_132_800 + day, false),
    ("2026-11", 1_793_491_200, 1_793_491_200 + 30 * day, false),
    ("2026-11-20T12:00:00Z", 1_795_176_000, 1_795_176_001, false),
    ("@today", 1_795_392_000, 1_795_392_000 + day, false),
    ("@today-3d", 1_795_132_800, 1_795_132_800 + day, false),
    ("@today+1w", 1_795_392_000 + 7 * day, 1_795_392_000 + 8 * day, false),
    ("3d", 1_795_429_800 - 3 * day, 1_795_429_801 - 3 * day, true),
    ("2w", 1_795_429_800 - 14 * day, 1_795_429_801 - 14 * day, true),
    ("70h", 1_795_429_800 - 70 * 3_600, 1_795_429_801 - 70 * 3_600, true),
  ]

  private mutating func time() -> NaiveTerm {
    let name = pick(["created", "updated", "closed", "due", "age"])
    let choices = name == "age" ? Self.times.filter(\.3) : Self.times
    let (text, start, end, isTurned) = pick(choices)
    let comparison = pick(isTurned ? ["<", "<=", ">", ">="] : ["", "<", "<=", ">", ">="])
    let turned = ["<": ">", ">": "<", "<=": ">=", ">=": "<="]
    let relation = isTurned ? turned[comparison] ?? "" : comparison
    return NaiveTerm(
      text: "\(name):\(comparison)\(text)",
      holds: { ticket, world in
        guard let moment = world.items(name, of: ticket).first.flatMap(seconds) else {
          return false
        }
        return switch relation {
        case "": moment >= start && moment < end
        case "<": moment < start
        case "<=": moment < end
        case ">": moment >= end
        default: moment >= start
        }
      }, isAboutStatus: name == "closed")
  }
}

private func less(_ left: String, _ right: String) -> Bool {
  padded(left).lexicographicallyPrecedes(padded(right))
}

private func compare(_ found: String, _ comparison: String, _ wanted: String) -> Bool {
  switch comparison {
  case "<": less(found, wanted)
  case "<=": !less(wanted, found)
  case ">": less(wanted, found)
  default: !less(found, wanted)
  }
}
