import TicketModel
import TicketStore

extension ErrorReport {
  /// A branch that does not tell which ticket is meant.
  init(_ error: NoTicketOfBranch) {
    switch error {
    case .detached:
      self.init(
        code: "no-ticket", message: "no ticket named, and no branch is checked out",
        hint: "name it: `snag list` shows the ids", status: .usage)
    case .none(let branch):
      self.init(
        code: "no-ticket",
        message: "no ticket named, and the current branch \(branch) is not named after one",
        hint: "name it: `snag list` shows the ids", status: .usage)
    case .several(let branch, let ids):
      self.init(
        code: "several-tickets",
        message: "the current branch \(branch) stands for \(ids.count) tickets",
        candidates: ids.map(\.text), hint: "name the one that is meant", status: .usage)
    }
  }
}
