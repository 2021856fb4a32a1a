/// Returns a word as a shell takes it: as it is when nothing in it means something there, else in
/// single quotes.
///
/// Every word of a command that is shown to be typed goes through here, unless we wrote it.
func shellQuoted(_ word: String) -> String {
  let isPlain = word.allSatisfy { character in
    character.isASCII
      && (character.isLetter || character.isNumber || "-_=/.:,@+".contains(character))
  }
  guard !isPlain || word.isEmpty else { return word }
  return "'" + word.replacing("'", with: #"'\''"#) + "'"
}
