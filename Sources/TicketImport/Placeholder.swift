package import TicketModel
package struct ImportedTicket: Sendable { package let source: String; package var draft: TicketDraft; package let fileName: String? }
package struct ImportNote: Sendable, Hashable { package let source: String; package let message: String }
package struct ImportResult: Sendable { package var tickets: [ImportedTicket]; package var notes: [ImportNote]; package var summary: [String: Int] }
package struct ImportContext: Sendable { package init(workflows: WorkflowSet, now: Timestamp, actor: String) {} }
package enum ForeignTracker: String, CaseIterable, Sendable { case tk, beads, backlogMD = "backlog-md" }
package struct ImportError: Error { package let path: String; package let line: Int?; package let message: String; package let fix: String? }
package func importTickets(from tracker: ForeignTracker, files: [(path: String, bytes: [UInt8])], _ context: ImportContext) throws(ImportError) -> ImportResult { fatalError() }
