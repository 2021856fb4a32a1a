/// Takes out an issue's parent and dependencies.
func beadsLinks(
  _ record: inout ForeignRecord, _ report: inout ImportReport
) -> [ForeignTicket.Link] {
  var links = record.takeTexts("parent").map { ForeignTicket.Link(kind: .parent, target: $0) }
  var unread: [ForeignValue] = []
  for item in record.takeItems("dependencies") {
    guard case .map(let dependency) = item, let link = beadsLink(dependency) else {
      unread.append(item)
      continue
    }
    links.append(link)
    if link.kind == .related, dependency.value("type")?.scalar == "discovered-from" {
      report.count("links discovered-from became related")
    }
    countDropped(in: dependency, &report)
    let metadata = dependency.value("metadata") ?? .null
    if let text = metadata.scalar, text.isEmpty || text == "{}" { continue }
    if metadata == .map(ForeignRecord()) { continue }
    unread.append(item)
  }
  if !unread.isEmpty { record.append("imported_dependencies", .list(unread)) }
  return links
}

private func beadsLink(_ dependency: ForeignRecord) -> ForeignTicket.Link? {
  guard let target = dependency.value("depends_on_id")?.scalar, !target.isEmpty else { return nil }
  let kind = dependency.value("type")?.scalar ?? "blocks"
  return ForeignTicket.Link(kind: beadsLinkKinds[kind] ?? .other(kind), target: target)
}

private let beadsLinkKinds: [String: ForeignTicket.Link.Kind] = [
  "blocks": .blockedBy, "parent-child": .parent, "related": .related, "relates-to": .related,
  "discovered-from": .related, "duplicates": .duplicateOf,
]

private func countDropped(in dependency: ForeignRecord, _ report: inout ImportReport) {
  let isSigned = ["created_at", "created_by"].contains {
    dependency.value($0)?.scalar?.isEmpty == false
  }
  if isSigned { report.count("links whose author and time are not kept") }
}
