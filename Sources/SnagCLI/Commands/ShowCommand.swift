import ArgumentParser
import TicketDesk
import TicketDocument
import TicketModel
import TicketStore

/// Shows tickets with their text.
struct ShowCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show tickets with their text and comments.",
    discussion: """
      EXAMPLES
        snag show sn-k7m
        snag show sn-k7m --format=raw > copy.md
        snag show sn-k7m sn-z4n --json=id,title,body
        snag show --format=pr > pr.md    title, blank line, body of a pull request
      """)

  @Argument(help: "Ids, or unique beginnings of them; by default the current branch's ticket.")
  var ids: [String] = []

  @Option(help: "text, raw (the file as it is), json, or pr (for a pull request).")
  var format: Format?

  @OptionGroup var origin: SourceOptions

  @Flag(help: "Show what all branches say, here and remote-tracking, and which know more.")
  var allBranches = false

  @OptionGroup var common: CommonOptions

  /// How a ticket is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, raw, json, pr
  }

  func validate() throws {
    if common.isJSON, format != nil, format != .pr {
      throw ValidationError("--json and --format exclude each other")
    }
    if allBranches, origin.isGiven {
      throw ValidationError("--all-branches and --at or --staged exclude each other")
    }
  }

  func run(in session: Session) throws {
    let source = try session.source(origin)
    let repository = try session.repository()
    let ids = try ids.isEmpty ? [repository.findTicketOfBranch(in: source).ticket.id.text] : ids
    let branches = try allBranches ? repository.branchView(detail: .documents) : nil
    let found = try ids.map { id in
      try branches.map { try repository.find(id, among: $0.loaded) }
        ?? repository.find(id, in: source)
    }
    if !origin.isGiven { try session.warnOfForeignTickets() }
    if format == .pr { return try printPullRequest(found, session, source) }
    if common.isJSON || format == .json { return try printJSON(found, branches, session, source) }
    if format == .raw {
      for ticket in found { writeRaw(ticket.document.bytes, session) }
      return
    }
    for (index, ticket) in found.enumerated() {
      if index > 0 { session.print("") }
      let places = branches?.words(about: ticket.ticket).places ?? []
      session.write(
        TicketText(
          found: ticket, session: session, source: source, isCurrent: !origin.isGiven,
          places: places
        ).text
      )
    }
  }

  private func printPullRequest(
    _ found: [FoundTicket], _ session: Session, _ source: TicketSource
  ) throws {
    guard found.count == 1, let ticket = found.first else {
      throw CommandError(
        "a pull request is about one ticket", code: "usage",
        hint: "snag show \(found[0].ticket.id) --format=pr", status: .usage)
    }
    let text = PullRequestText(
      found: ticket, repository: try session.repository(), source: source)
    let body = try text.body()
    guard common.isJSON else { return session.print("\(text.title)\n\n\(body)") }
    try common.checkFields(among: ["id", "title", "body"])
    session.print(
      kind: "pr",
      [
        ("id", .string(ticket.ticket.id.text)), ("title", .string(text.title)),
        ("body", .string(body)),
      ])
  }

  /// The file's bytes; on a terminal made safe, because they may hold anything.
  private func writeRaw(_ bytes: [UInt8], _ session: Session) {
    let text = String(decoding: bytes, as: UTF8.self)
    session.write(session.context.terminal.isOutput ? safeText(text) : text)
  }

  private func printJSON(
    _ found: [FoundTicket], _ branches: BranchView?, _ session: Session, _ source: TicketSource
  ) throws {
    // Ready and blocked depend on other tickets.
    let loaded = try branches?.loaded ?? session.repository().load(from: source)
    let settings = try session.readableSettings(from: source)
    let tickets = loaded.tickets.map(\.ticket)
    let world = try session.withClocks(
      session.world(blockers: tickets, needsActor: false, settings: settings), from: source,
      settings, tickets)
    let encoder = try TicketJSON(
      facts: TicketFacts(
        world: world, tickets: tickets, settings: settings, branches: branches,
        changes: branches == nil ? session.changeTimes(source) : nil),
      common, isWhole: true)
    let objects = try found.map {
      try encoder.json(
        $0.ticket, $0.document, staleApprovals: session.staleApprovals(of: $0.ticket))
    }
    let whole =
      common.fields != nil
      ? objects
      : zip(found, objects).map { ticket, object in
        object.adding(
          "matrix_priority",
          session.overruledPriority(of: ticket.ticket, source).map { .string($0.text) } ?? .null)
      }
    session.print(
      .object([
        ("schema", .number(1)), ("kind", .string("ticket")), ("tickets", .array(whole)),
      ]))
  }
}

extension JSON {
  /// An object with one more member.
  fileprivate func adding(_ name: String, _ value: JSON) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members + [Member(name: name, value: value)])
  }
}

extension Session {
  /// What impact and urgency give where the priority was set by hand to something else.
  fileprivate func overruledPriority(of ticket: Ticket, _ source: TicketSource) -> Priority? {
    (try? derivedPriority(from: source))?.overruled(by: ticket)
  }

  /// The approvals of an older commit than the branch's newest, which count no longer.
  fileprivate func staleApprovals(of ticket: Ticket) -> [String] {
    let items = ticket.items(of: .approvals)
    guard !items.isEmpty, let tip = try? repository().workBranch(of: ticket)?.tip else { return [] }
    return items.filter { Approval($0)?.isCurrent(at: tip) == false }
  }
}

/// A ticket as a person reads it.
private struct TicketText {
  let found: FoundTicket
  let session: Session
  let source: TicketSource
  /// Whether it is the ticket of now, not of some earlier revision.
  let isCurrent: Bool
  /// Other branches that know more.
  let places: [String]

  var text: String {
    let style = session.style
    let ticket = found.ticket
    var lines = ["\(style.yellow(ticket.id.text))  \(style.bold(safeCell(ticket.title)))", ""]
    lines += fields.map { name, value in
      style.dim(name.padding(to: 12)) + safeCell(value)
    }
    let body = found.document.bodyWithoutComments
    if !body.isEmpty { lines += ["", safeText(body)] }
    for comment in found.document.comments {
      let mark = comment.isInternal ? ", internal" : ""
      lines += [
        "", style.dim(safeCell("--- \(comment.author), \(comment.time), \(comment.id)\(mark)")), "",
        safeText(comment.text.trimmingTrailingNewlines().description),
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var approvals: [String] {
    let stale = session.staleApprovals(of: found.ticket)
    return found.ticket.items(of: .approvals).map { stale.contains($0) ? "\($0) (stale)" : $0 }
  }

  private var fields: [(String, String)] {
    let ticket = found.ticket
    let checklist = found.document.checklist
    let names =
      FieldSchema.all.map(\.name).filter { ![.id, .title, .history].contains($0) }
      + ticket.others.map(\.name).filter { FieldSchema.field($0) == nil }
    var fields = names.compactMap { name -> (String, String)? in
      if name == SpentTime.field, let words = SpentTime.words(of: ticket) {
        return (name.rawValue, words)
      }
      if name == .priority, let given = session.overruledPriority(of: ticket, source) {
        return (
          name.rawValue, "\(ticket.priority) (by hand; impact x urgency gives \(given.text))"
        )
      }
      let items = name == .approvals ? approvals : ticket.items(of: name)
      return items.isEmpty ? nil : (name.rawValue, items.joined(separator: ", "))
    }
    if checklist.total > 0 {
      fields.append(("checklist", "\(checklist.done) of \(checklist.total)"))
    }
    if let progress {
      fields.append(("children", "\(progress.done) of \(progress.total) done"))
    }
    if let moved = ticket.historyLines.last {
      fields.append(("moved", "\(moved.time) by \(moved.actor)"))
    }
    if let times { fields.append(("times", times)) }
    if let clocks { fields.append(("sla", clocks)) }
    if reopens > 0 { fields.append(("reopens", "\(reopens)")) }
    if let branches { fields.append(("branches", branches)) }
    if !places.isEmpty {
      fields.append((TicketColumn.branchesName, places.joined(separator: ", ")))
    }
    return fields
  }
}

extension TicketText {
  /// How long it was in each status; nil for a ticket that nobody has moved.
  fileprivate var times: String? {
    guard found.ticket.historyLines.count > 1,
      let settings = try? session.repository().settings(from: source),
      let world = try? session.world(blockers: [], needsActor: false, settings: settings)
    else { return nil }
    let facts = TicketFacts(world: world, tickets: [], settings: settings)
    let texts = facts.times(of: found.ticket).filter { $0.seconds > 0 }.map {
      "\($0.status) \(relativeAge(seconds: $0.seconds))"
    }
    return texts.isEmpty ? nil : texts.joined(separator: ", ")
  }

  /// How its clocks stand; nil when it is under no policy.
  ///
  /// A file of service levels that cannot be read is told by `check` and `sla`.
  fileprivate var clocks: String? {
    guard let settings = try? session.repository().settings(from: source),
      let vocabulary = try? session.vocabulary(settings, of: [found.ticket]),
      let levels = try? session.desk(from: source, vocabulary).serviceLevels,
      !levels.policies.isEmpty,
      let world = try? session.world(blockers: [], needsActor: false, settings: settings),
      let (policy, clocks) = (try? ServiceFigures(levels, in: world, staff: settings.staff))?
        .clocks(of: found.ticket),
      !clocks.current.isEmpty
    else { return nil }
    return "\(policy.name): " + clocks.current.map(\.sentence).joined(separator: "; ")
  }

  /// How often it was reopened.
  fileprivate var reopens: Int {
    guard found.ticket.historyLines.count > 2,
      let workflows = try? session.repository().settings(from: source).workflows
    else { return 0 }
    return found.ticket.reopens(in: workflows)
  }

  /// With more tickets than this, one ticket is not worth reading all of them.
  private static let most = 2_000

  /// How far the tickets below it are; in a large repository `snag tree` and --json tell.
  fileprivate var progress: TicketProgress? {
    guard let repository = try? session.repository(),
      (try? repository.isSmall(source, atMost: Self.most)) == true,
      let tickets = try? repository.load(from: source).tickets.map(\.ticket),
      let workflows = try? repository.settings(from: source).workflows
    else { return nil }
    return ChildProgress(tickets, workflows: workflows)[found.ticket.id]
  }

  /// `bug/sn-k7m3qx-login (on main)`; nil when no branch is the ticket's.
  ///
  /// A ticket that nobody has moved is not asked about: looking at branches takes as long as all the
  /// rest.
  fileprivate var branches: String? {
    guard isCurrent, found.ticket.historyLines.count > 1,
      let repository = try? session.repository(),
      let branches = try? repository.branchesAndMerges(of: found.ticket), !branches.isEmpty,
      let trunk = try? repository.defaultBranch()
    else { return nil }
    return branches.map { branch, isContained in
      let how = isContained ? "on \(trunk.localName)" : "not on \(trunk.localName) as it is"
      return "\(branch.name) (\(how))"
    }.joined(separator: ", ")
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
