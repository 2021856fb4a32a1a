extension TicketID {
  /// The directory below `.tickets` in which a sharded repository keeps the ticket: `k/7`.
  ///
  /// Two levels of one symbol each: every tree that a commit must write anew stays small, and no
  /// reserved name has one letter.
  package var shard: String {
    suffix.filter { $0 != "." && $0 != "-" }.prefix(2).map(String.init).joined(separator: "/")
  }

  /// The path of the ticket's file below `.tickets`.
  package func fileName(title: String, isSharded: Bool) -> String {
    let slug = slug(of: title)
    let name = slug.isEmpty ? "\(text).md" : "\(text)-\(slug).md"
    return isSharded ? "\(shard)/\(name)" : name
  }
}
