import TicketDocument
import TicketModel

/// Unknown keys that hold what Snag has no field for, in the order in which they came.
struct KeptFields {
  private(set) var pairs: [(name: String, value: FieldValue)] = []

  /// Adds a key; lists of one key are joined, and a scalar of a key that is taken gets a number.
  mutating func add(_ name: String, _ value: FieldValue) {
    let name = Self.safe(name)
    guard let index = pairs.firstIndex(where: { $0.name == name }) else {
      return pairs.append((name, value))
    }
    if case .list(let items) = pairs[index].value, case .list(let more) = value {
      pairs[index].value = .list(items + more.filter { !items.contains($0) })
      return
    }
    var number = 2
    while pairs.contains(where: { $0.name == "\(name)_\(number)" }) { number += 1 }
    pairs.append(("\(name)_\(number)", value))
  }

  /// Returns the key for a foreign name: letters, digits, `_`, `-` and `.`, and none of Snag's own.
  static func safe(_ name: String) -> String {
    let characters = name.map { character -> Character in
      let isWord = character.isASCII && (character.isLetter || character.isNumber)
      return isWord || "_-.".contains(character) ? character : "_"
    }
    let key = String(characters.prefix(100))
    let isWord = key.first?.isLetter == true
    let isFree = isWord && FieldSchema.field(FieldName(rawValue: key)) == nil
    return isFree ? key : "imported_\(key)"
  }
}

extension DraftMapping {
  /// Optional fields that keep their meaning between trackers when their names agree.
  private static let sharedFields: Set<FieldName> = [
    "queue", "impact", "urgency", "milestone", "sprint", "estimate", "due", "branch", "source",
    "requester", "waiting_for", "wait_until", .resolution, "cause", "rating",
  ]

  /// Takes over what the reader recognised, as far as the schema accepts it.
  mutating func mapFields() {
    for (name, text) in foreign.fields { mapField(name, text) }
  }

  private mutating func mapField(_ name: FieldName, _ text: String) {
    guard let schema = FieldSchema.field(name), !setField(schema, text) else { return }
    keepText(name.rawValue, text)
    note(
      .warning,
      "\(name) \(fieldLine(text)) does not fit (kept as \(KeptFields.safe(name.rawValue)))")
  }

  /// Sets a one-line field that is still unset; false when the value does not fit.
  private mutating func setField(_ schema: FieldSchema, _ text: String) -> Bool {
    guard fields[schema.name] == nil, !schema.kind.isList else { return false }
    let time = schema.kind == .time || schema.kind == .day ? foreignTime(text) : nil
    let spelled = time.map { schema.kind == .day ? $0.day.description : $0.description } ?? text
    guard let value = try? schema.canonical(spelled), !value.isEmpty else { return false }
    fields[schema.name] = .scalar(value)
    return true
  }

  /// Takes over keys that mean the same here.
  mutating func mapSharedFields() {
    for pair in foreign.others.pairs {
      let name = FieldName(rawValue: pair.name)
      guard Self.sharedFields.contains(name), let schema = FieldSchema.field(name),
        let text = pair.value.scalar, setField(schema, text)
      else { continue }
      others.remove(pair.name)
    }
  }

  /// Keeps everything that is left of the foreign ticket.
  mutating func keepOthers() {
    for pair in others.pairs { keepOther(pair) }
  }

  private mutating func keepOther(_ pair: ForeignRecord.Pair) {
    let key = KeptFields.safe(pair.name)
    switch pair.value {
    case .null: keep(key, .scalar(""))
    case .literal(let text) where text.count <= FieldSchema.maximumCharacters:
      keep(key, .typed(text))
    case .text(let text), .literal(let text): keepText(pair.name, text)
    case .list, .map:
      if let texts = pair.value.scalars, texts.allSatisfy({ oneLine($0) == $0 }) {
        keep(key, .list(texts))
      } else {
        keepText(pair.name, pair.value.json)
        note(.info, "\(fieldLine(pair.name)) is nested; kept as JSON text")
        report.count("field \(key) flattened to JSON text")
      }
    }
    report.count("field \(fieldLine(pair.name)) kept as \(key)")
  }

  /// Keeps a text under an unknown key, or as a section when it is more than one line.
  mutating func keepText(_ name: String, _ text: String) {
    if fieldLine(text) == text {
      keep(name, .scalar(text))
    } else {
      sections.append((oneLine(name), text))
      report.count("field \(fieldLine(name)) kept as a section of the body")
    }
  }
}
