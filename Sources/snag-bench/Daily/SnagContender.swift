import TicketModel
import TicketStore

/// The program that is measured.
struct SnagContender: Contender {
  let name = "snag"
  let program: String
  let repository: GeneratedRepository
  private var picks: Picks

  init(program: String, repository: GeneratedRepository) {
    self.program = program
    self.repository = repository
    picks = Picks(repository)
  }

  var directory: String { repository.root }

  mutating func command(for errand: Errand) -> [String]? {
    [program] + arguments(for: errand)
  }

  private mutating func arguments(for errand: Errand) -> [String] {
    switch errand {
    case .list, .first: ["list"]
    case .filter: ["list", "label:area-3", "priority:<=P1"]
    case .ready: ["list", "is:ready"]
    case .blocked: ["list", "is:blocked"]
    case .search: ["list", "is:open,closed", GeneratedRepository.rareWord]
    case .show: ["show", picks.any.id.text]
    case .new: ["new", "Another ticket", "-t", "bug", "-q"]
    case .edit: ["edit", picks.any.id.text, "milestone=m\(picks.number())", "-q"]
    case .transition: ["triage", picks.nextNew.id.text, "-q"]
    }
  }

  func prepare(for errand: Errand) throws {
    guard errand == .first else { return }
    try timed(["rm", "-rf", ".git/snag"], in: directory)
  }
}
