import TicketModel
import TicketQuery
import TicketStore

/// What a repository has to offer for words; what cannot be read is not offered.
struct CompletionValues {
  let session: Session

  typealias Candidate = CompletionCandidate

  /// With more tickets than this, ids are taken from the names of files.
  private static let most = 2_000

  private var settings: Settings? { try? session.repository().settings() }

  private var tickets: [Ticket] {
    (try? session.repository().load().tickets.map(\.ticket)) ?? []
  }

  // MARK: Tickets

  /// Ids with titles, those of open tickets only.
  ///
  /// - Parameters:
  ///   - typed: what there is of the id.
  ///   - transition: only tickets that can take it.
  /// - Returns: candidates.
  func ids(_ typed: String, taking transition: String? = nil) -> [Candidate] {
    guard let repository = try? session.repository() else { return [] }
    guard (try? repository.isSmall(.workTree, atMost: Self.most)) == true else {
      let names = (try? repository.ticketNames(beginning: TicketID.folded(typed))) ?? []
      return names.map { Candidate(value: $0.id, text: $0.words) }
    }
    let workflows = settings?.workflows ?? WorkflowSet([])
    let all = tickets
    func isWanted(_ ticket: Ticket) -> Bool {
      guard let transition else {
        return workflows.category(type: ticket.type, status: ticket.status) != .done
      }
      return workflows.workflow(forType: ticket.type)?.transition(transition)?.from
        .contains(ticket.status) ?? false
    }
    // Somebody who has begun an id may mean one that is done.
    let open = all.filter(isWanted)
    let offered = open.contains { $0.id.text.hasPrefix(typed) } || transition != nil ? open : all
    return offered.map { Candidate(value: $0.id.text, text: $0.title) }
  }

  // MARK: Fields

  /// Columns and members of JSON.
  var columns: [Candidate] {
    let own = Set(settings?.configuration.fields ?? [])
    return (TicketColumn.names(own) + TicketJSON.textNames).map { name in
      Candidate(value: name, text: FieldSchema.field(FieldName(rawValue: name))?.summary ?? "")
    }
  }

  /// `field=`, and for lists `field+=` and `field-=`; behind the sign its values.
  func assignments(_ typed: String, lists: Bool) -> [Candidate] {
    guard let equals = typed.firstIndex(of: "=") else {
      let own = (settings?.configuration.fields ?? []).map { Candidate(value: "\($0)=") }
      return FieldSchema.all.filter { ![.id, .history, .status, .created].contains($0.name) }
        .flatMap { field in
          let signs = lists && field.kind.isList ? ["=", "+=", "-="] : ["="]
          return signs.map { Candidate(value: "\(field.name)\($0)", text: field.summary) }
        } + own
    }
    let start = String(typed[...equals])
    let name = FieldName(rawValue: String(typed[..<equals].filter { $0 != "+" && $0 != "-" }))
    let rest = String(typed.dropFirst(start.count))
    return inList(rest, values(of: name)).map {
      Candidate(value: start + $0.value, text: $0.text)
    }
  }

  /// What a field may hold, by workflows and configuration, or holds in some ticket.
  func values(of name: FieldName) -> [Candidate] {
    switch name {
    case .status:
      let statuses = (settings?.workflows.workflows ?? []).flatMap(\.statuses)
      return unique(statuses.map { Candidate(value: $0.name, text: $0.category.rawValue) })
    case .type: return unique((settings?.workflows.types ?? []).map { Candidate(value: $0) })
    case .priority:
      return ["P0", "P1", "P2", "P3", "P4"].map { Candidate(value: $0) }
    case .blockedBy, .parent, .related, .duplicateOf: return ids("")
    default:
      let held = Set(tickets.flatMap { $0.items(of: name) }).sorted()
      let schema = FieldSchema.field(name)
      return (schema?.kind == .handle ? ["@me"] : []).map { Candidate(value: $0) }
        + held.map { Candidate(value: $0) }
    }
  }

  /// Candidates for the last item of a list with commas.
  func inList(_ typed: String, _ candidates: [Candidate]) -> [Candidate] {
    let start = typed.lastIndex(of: ",").map { String(typed[...$0]) } ?? ""
    let given = Set(start.split(separator: ",").map(String.init))
    return candidates.filter { !given.contains($0.value) }
      .map { Candidate(value: start + $0.value, text: $0.text) }
  }

  private func unique(_ candidates: [Candidate]) -> [Candidate] {
    var seen: Set<String> = []
    return candidates.filter { seen.insert($0.value).inserted }
  }

  // MARK: Queries

  /// Terms of a query, as far as one is typed.
  func queryTerms(_ typed: String) -> [Candidate] {
    let sign = typed.hasPrefix("-") ? "-" : ""
    let term = typed.dropFirst(sign.count)
    guard let colon = term.firstIndex(of: ":") else {
      let views = (settings?.configuration.views ?? [:]).sorted { $0.key < $1.key }
        .map { Candidate(value: "@\($0.key)", text: $0.value) }
      return qualifiers(sign: sign) + (sign.isEmpty ? views : [])
    }
    let start = sign + term[...colon]
    let rest = String(term[term.index(after: colon)...])
    return inList(rest, qualifierValues(String(term[..<colon]))).map {
      Candidate(value: start + $0.value, text: $0.text)
    }
  }

  /// Every name that may stand before a colon.
  func qualifiers(sign: String) -> [Candidate] {
    known.filter { sign.isEmpty || ![.lacks, .order].contains($0.role) }.flatMap { qualifier in
      (qualifier.aliases + [qualifier.name]).map {
        Candidate(value: "\(sign)\($0):", text: qualifier.summary)
      }
    }
  }

  private var known: [Qualifier] {
    Qualifier.all(ownFields: Set(settings?.configuration.fields ?? []))
  }

  private func qualifierValues(_ name: String) -> [Candidate] {
    let own = Set(settings?.configuration.fields ?? [])
    let fields = Qualifier.fieldNames(ownFields: own).map { Candidate(value: $0) }
    switch Qualifier.find(name, ownFields: own)?.role {
    case .traits:
      return Query.Trait.allCases.map { Candidate(value: $0.rawValue, text: $0.summary) }
    case .has, .lacks: return fields
    case .order:
      let keys = fields + [Candidate(value: "relevance")]
      return keys.flatMap { [$0, Candidate(value: "\($0.value)-desc")] }
    case .field(.known(let field)): return values(of: field)
    case .field(.derived), nil: return []
    }
  }

  // MARK: Names in the repository

  /// Transitions of all workflows with where they lead.
  var transitions: [Candidate] {
    let all = (settings?.workflows.workflows ?? []).flatMap(\.transitions)
    return unique(
      all.map { transition in
        Candidate(
          value: transition.name,
          text: "\(transition.from.joined(separator: ", ")) -> \(transition.to ?? "same status")")
      })
  }

  var workflows: [Candidate] {
    (settings?.workflows.workflows ?? []).map { Candidate(value: $0.name) }
  }

  var templates: [Candidate] { (settings?.templates ?? []).map { Candidate(value: $0.name) } }

  /// Branches here and remote-tracking.
  var branches: [Candidate] {
    ((try? session.repository().branchNames()) ?? []).map { Candidate(value: $0) }
  }
}
