import GitKit
import TicketDocument
import TicketMerge
import TicketModel

/// Collects the conflicts of a work tree and its index.
struct ConflictSearch {
  let git: GitRepository
  let root: String
  let merger: TicketMerger
  let loaded: LoadedTickets
  var found: [ConflictedTicket] = []
  /// Paths that some conflict is about already.
  var seen: Set<String> = []
  /// Ids that collided.
  var collided: Set<TicketID> = []
  /// The files of each id.
  let filesByID: [TicketID: [LoadedTicket]]
  /// The texts of the files that could be read, by path.
  private let texts: [String: [UInt8]]
  /// Ids given to tickets that had to give up theirs.
  var givenIDs: Set<TicketID> = []

  init(git: GitRepository, root: String, merger: TicketMerger, loaded: LoadedTickets) {
    self.git = git
    self.root = root
    self.merger = merger
    self.loaded = loaded
    filesByID = Dictionary(grouping: loaded.tickets, by: \.ticket.id)
    texts = Dictionary(
      loaded.tickets.compactMap { file in file.document.map { (file.ticket.path, $0.bytes) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Returns a work file's bytes, or nil when there is none.
  ///
  /// Those that were just read as tickets are not read again: who writes a settlement compares them
  /// with the file once more.
  func workText(at path: String) throws -> [UInt8]? {
    if let text = texts[path] { return text }
    return try Files.readIfPresent("\(root)/\(path)")
  }

  /// What is to become of a ticket, before a person chooses.
  struct Plan {
    var proposal: ConflictedTicket.Proposal
    var notes: [ConflictedTicket.Note] = []
    var others: [ConflictedTicket.OtherFile] = []

    /// The id that the proposed text has.
    var keptID: TicketID? {
      guard case .text(let settling) = proposal else { return nil }
      return settling.document.id
    }
  }

  func proposal(_ result: MergeResult, _ sides: TicketSides?) -> ConflictedTicket.Proposal {
    for case .unreadable(let reason) in result.conflicts { return .stuck(.unreadable(reason)) }
    return proposal(result.bytes, sides)
  }

  func proposal(_ bytes: [UInt8], _ sides: TicketSides?) -> ConflictedTicket.Proposal {
    switch readTicket(bytes, path: "", detail: .documents) {
    case .success(let ticket):
      ticket.document.map { .text(Settling($0, sides: sides)) } ?? .stuck(.unreadable(""))
    case .failure(let refusal): .stuck(.unreadable(refusal.problem.message))
    }
  }

  // MARK: Files with recorded values or markers

  mutating func addRecorded() {
    for loaded in loaded.tickets where !seen.contains(loaded.ticket.path) {
      guard let document = loaded.document, let ticket = recorded(document, loaded.ticket) else {
        continue
      }
      seen.insert(loaded.ticket.path)
      found.append(ticket)
    }
  }

  private func recorded(_ document: TicketDocument, _ ticket: Ticket) -> ConflictedTicket? {
    let hasMarkers = document.bytes.holdsMarker
    guard hasMarkers || document.entry(FieldName.conflicts.rawValue) != nil else { return nil }
    let settling = Settling(document)
    let isStray = hasMarkers && !document.bodyMarkers.stray.isEmpty
    if isStray, settling.blocks.isEmpty,
      let file = (try? ConflictedFile.read(document.bytes)) ?? nil
    {
      // Blocks of another shape than git's, such as jj's.
      return marked(file, document.bytes, ticket.path)
    }
    guard settling.isOpen || isStray else { return nil }
    return ConflictedTicket(
      id: ticket.id.text, path: ticket.path, origin: .recorded,
      proposal: isStray ? .stuck(.begun) : .text(settling),
      sides: nil, notes: [], others: [], workText: document.bytes, stages: [:])
  }

  /// Looks for markers in the files that could not be read.
  mutating func addMarked() throws {
    for path in Set(loaded.problems.map(\.path)).sorted() where !seen.contains(path) {
      guard path.hasSuffix(".md"), Files.kind(of: "\(root)/\(path)") == .file else { continue }
      let bytes = try Files.read("\(root)/\(path)")
      do throws(MarkerProblem) {
        guard let file = try ConflictedFile.read(bytes) else { continue }
        found.append(marked(file, bytes, path))
      } catch {
        let reason = "line \(error.line) \(error.description)"
        found.append(ticket(path, bytes, Plan(proposal: .stuck(.unreadable(reason))), nil))
      }
      seen.insert(path)
    }
  }

  private func marked(
    _ file: ConflictedFile, _ bytes: [UInt8], _ path: String
  ) -> ConflictedTicket {
    let texts = file.alternatives
    let sides = TicketSides(base: file.base, ours: texts.first, theirs: texts.dropFirst().first)
    var plan = Plan(proposal: proposal(texts.first ?? bytes, sides))
    var merged = texts.first ?? bytes
    for other in texts.dropFirst() {
      let result = merger.merge(base: file.base, ours: merged, theirs: other, path: path)
      plan.proposal = proposal(result, texts.count == 2 ? sides : nil)
      merged = result.bytes
    }
    return ticket(path, bytes, plan, texts.count == 2 ? sides : nil)
  }

  private func ticket(
    _ path: String, _ bytes: [UInt8], _ plan: Plan, _ sides: TicketSides?
  ) -> ConflictedTicket {
    ConflictedTicket(
      id: plan.keptID?.text ?? path.idOfFileName, path: path, origin: .markers,
      proposal: plan.proposal, sides: sides, notes: [], others: [], workText: bytes, stages: [:])
  }
}

extension TicketDocument {
  /// The ticket's id; nil when there is none that could be a file's name.
  var id: TicketID? { scalar(FieldName.id.rawValue).flatMap { TicketID($0) } }
}

extension String {
  /// The id that a ticket's file is named by: up to the second hyphen.
  var idOfFileName: String {
    let name = split(separator: "/").last.map { $0.hasSuffix(".md") ? $0.dropLast(3) : $0 } ?? ""
    return name.split(separator: "-", maxSplits: 2).prefix(2).joined(separator: "-")
  }
}
