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
  private let folded: TicketText?

  init(ticket: Ticket, document: TicketDocument?, folded: TicketText? = nil) {
    self.ticket = ticket
    self.document = document
    self.folded = folded
  }

  /// The text below the front matter in lower case; empty unless texts or documents were asked for.
  package var foldedText: TicketText {
    folded ?? document.map { TicketText($0) } ?? TicketText(TicketBytes([]), 0..<0)
  }
}

/// Whether documents are kept in memory after the fields were read.
package enum LoadDetail: Sendable, Equatable {
  case fields
  /// The fields, and the texts to look for words in; see `LoadedTicket.foldedText`.
  case texts
  case documents
  /// Those of the files at these paths.
  case documentsAt(Set<String>)

  /// Whether the document of a file is kept.
  func keepsDocument(at path: String) -> Bool {
    switch self {
    case .fields, .texts: false
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
      LoadedTicket(
        ticket: ticket, document: detail.keepsDocument(at: path) ? document : nil,
        folded: detail == .texts ? TicketText(document) : nil))
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
