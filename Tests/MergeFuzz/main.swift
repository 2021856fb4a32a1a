import Foundation
import TestSupport

// Merges, settles and rebuilds damaged tickets until the time is over:
//
//   swift run -c release MergeFuzz [--minutes N] [--seed N] [FOLDER of tickets ...]
//
// Stops with status 1 at the first input that breaks a promise, and writes it beside its seed. After a
// crash the seed stands in merge-fuzz.seed of the folder for temporary files; `--seed N` repeats it.
var minutes = 10.0
var seed: UInt64?
var folders: [String] = []
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--minutes": minutes = arguments.popFirst().flatMap(Double.init) ?? minutes
  case "--seed": seed = arguments.popFirst().flatMap(UInt64.init)
  default: folders.append(argument)
  }
}

let fuzzer = try Fuzzer(corpus: try Corpus(folders: folders))
let note = FileManager.default.temporaryDirectory.appendingPathComponent("merge-fuzz.seed")
if let seed {
  try fuzzer.run(seed: seed)
  print("seed \(seed) holds")
} else {
  let start = Date()
  var next = UInt64(start.timeIntervalSince1970) << 20
  let first = next
  while Date().timeIntervalSince(start) < minutes * 60 {
    try Data("\(next)\n".utf8).write(to: note)
    for _ in 0..<64 {
      do {
        try fuzzer.run(seed: next)
      } catch {
        print("seed \(next): \(error)")
        exit(1)
      }
      next += 1
    }
  }
  print("\(next - first) inputs from seed \(first), none broke a promise; \(fuzzer.counts)")
}
