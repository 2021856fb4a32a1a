package import TicketDocument
package import TicketModel

/// The tickets of a work tree or revision, and everything that could not be read.
package struct LoadedTickets: Sendable {
  /// In the order of their paths.
  package var tickets: [LoadedTicket]
  /// One for each file that is not a readable ticket.
  package var problems: [Problem]
  /// What the system says of files whose documents were asked for and that are what the cache knows.
  var provenFiles: [String: FileIdentity] = [:]

  init(tickets: [LoadedTicket], problems: [Problem]) {
    self.tickets = tickets
    self.problems = problems
  }
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
  /// Those of some files.
  case documentsAt(WantedFiles)

  /// Whether the document of a file is kept.
  func keepsDocument(at path: String) -> Bool {
    switch self {
    case .fields, .texts: false
    case .documents: true
    case .documentsAt(let files): files.paths.contains(path)
    }
  }
}

/// Files whose documents are wanted, unless they are still what is known of them.
package struct WantedFiles: Sendable, Equatable {
  /// Repository-relative paths.
  let paths: Set<String>
  /// By path: when the cache proves that the file is this one, its document is left out.
  let known: [String: FileIdentity]
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
