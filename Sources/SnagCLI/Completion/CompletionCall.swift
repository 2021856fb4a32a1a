import ArgumentParser
import TicketModel
import TicketStore

/// One call of a shell's completion: the words of the line after the program's name, of which the last,
/// perhaps empty, is being typed.
///
/// Answers with a line for each way to go on: the whole word, and behind a tab what it is. Nothing is ever
/// said of errors: somebody is typing.
struct CompletionCall: Equatable {
  /// No transition can have this name.
  static let verb = "__complete"
  /// The answer when a path belongs there.
  static let files = "::files"

  /// The words before the one that is being typed.
  let words: [String]
  /// What there is of the word.
  let current: String

  /// Takes the arguments of a call; nil for those of any other command.
  init?(fromShell arguments: [String]) {
    guard arguments.first == Self.verb else { return nil }
    words = Array(arguments.dropFirst().dropLast())
    current = arguments.count > 1 ? arguments[arguments.count - 1] : ""
  }

  /// Writes the answer.
  func run(in context: Context) {
    var common = CommonOptions.none
    common.directory = directories
    let session = Session(context: context, common: common)
    let values = CompletionValues(session: session)
    switch Completion(words: words, current: current, values: values).answer {
    case .files: context.writeOutput("\(Self.files)\n")
    case .candidates(let candidates):
      context.writeOutput(candidates.filter { $0.value.hasPrefix(current) }.map(\.line).joined())
    }
  }

  /// Values of -C before the word.
  private var directories: [String] {
    zip(words, words.dropFirst()).filter { $0.0 == "-C" }.map(\.1)
  }
}

/// A way to go on.
struct CompletionCandidate: Equatable {
  /// The whole word.
  let value: String
  /// What it is; may be empty.
  var text = ""

  /// Words that a shell would have to quote are left out: they would not come back as they are.
  var line: String {
    guard value.unicodeScalars.allSatisfy(Self.isPlain) else { return "" }
    return text.isEmpty ? "\(value)\n" : "\(value)\t\(safeCell(text))\n"
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value >= 0x80 { return scalar.properties.isAlphabetic }
    return ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar)
      || ("A"..."Z").contains(scalar) || "._/@+,:=%-".unicodeScalars.contains(scalar)
  }
}

/// What a shell is told.
enum CompletionAnswer: Equatable {
  case candidates([CompletionCandidate])
  case files
}
