package import TicketDocument
package import TicketModel

/// The tickets of a work tree or revision, and everything that could not be read.
package struct LoadedTickets: Sendable {
  /// In the order of their paths.
  package var tickets: [LoadedTicket]
  /// One for each file that is not a readable ticket.
  package var problems: [Problem]
}

/// A ticket, with its text when that was asked for.
///
/// A class for the reason that `Ticket` is one: lists of them are copied.
package final class LoadedTicket: Sendable {
  package let ticket: Ticket
  /// nil unless documents were asked for.
  package let document: TicketDocument?

  init(ticket: Ticket, document: TicketDocument?) {
    self.ticket = ticket
    self.document = document
  }
}

/// Whether documents are kept in memory after the fields were read.
package enum LoadDetail: Sendable, Equatable {
  case fields
  case documents
  /// Those of the files at these paths.
  case documentsAt(Set<String>)

  /// Whether the document of a file is kept.
  fileprivate func keepsDocument(at path: String) -> Bool {
    switch self {
    case .fields: false
    case .documents: true
    case .documentsAt(let paths): paths.contains(path)
    }
  }
}

/// Reads one file's bytes as a ticket.
func readTicket(
  _ bytes: [UInt8], path: String, detail: LoadDetail
) -> Result<LoadedTicket, TicketFileRefused> {
  do {
    let document = try TicketDocument(parsing: bytes)
    let ticket = try Ticket(document, path: path)
    return .success(
      LoadedTicket(ticket: ticket, document: detail.keepsDocument(at: path) ? document : nil))
  } catch let error as DocumentError {
    return .failure(TicketFileRefused(problem: Problem(error, path: path)))
  } catch let error as TicketUnreadable {
    return .failure(TicketFileRefused(problem: Problem(error, path: path)))
  } catch {
    preconditionFailure("reading a ticket throws only these two: \(error)")
  }
}

/// A file that is not a readable ticket.
package struct TicketFileRefused: Error, Sendable {
  package let problem: Problem

  /// Refuses a file for a problem.
  package init(problem: Problem) { self.problem = problem }
}
