/// “Did you mean”: the words nearest to one that nobody knows.
enum Suggestion {
  /// The nearest words, at most three, the best first; none where all are too far.
  ///
  /// Words are compared without regard to case and to letters of Cyrillic and Latin that look alike, so
  /// a name typed on the other keyboard is found. Complexity: O(words × length²).
  static func nearest(to word: String, among words: some Sequence<String>) -> [String] {
    let wanted = folded(word)
    let limit = max(1, wanted.count / 3)
    var found: [(distance: Int, word: String)] = []
    for candidate in words {
      let other = folded(candidate)
      if abs(other.count - wanted.count) > limit { continue }
      let distance = distance(wanted, other, limit: limit)
      if distance <= limit { found.append((distance, candidate)) }
    }
    found.sort { ($0.distance, $0.word) < ($1.distance, $1.word) }
    let best = found.first?.distance ?? 0
    return found.prefix { $0.distance <= best + 1 }.prefix(3).map(\.word)
  }

  /// “did you mean A or B?”; `nil` where nothing is near.
  static func hint(
    for word: String, among words: some Sequence<String>, prefix: String = ""
  ) -> String? {
    let words = nearest(to: word, among: words).map { prefix + $0 }
    switch words.count {
    case 0: return nil
    case 1: return "did you mean \(words[0])?"
    default:
      return
        "did you mean \(words.dropLast().joined(separator: ", ")) or \(words[words.count - 1])?"
    }
  }

  /// Damerau and Levenshtein's distance with adjacent transpositions (optimal string alignment):
  /// insertions, deletions, substitutions and swaps of neighbours.
  ///
  /// - Parameter limit: a distance above which the exact value does not matter.
  static func distance(_ left: [Character], _ right: [Character], limit: Int = .max) -> Int {
    var older = [Int](repeating: 0, count: right.count + 1)
    var old = Array(0...right.count)
    for (row, leftCharacter) in left.enumerated() {
      var new = [row + 1]
      new.reserveCapacity(right.count + 1)
      for (column, rightCharacter) in right.enumerated() {
        let cost = leftCharacter == rightCharacter ? 0 : 1
        var value = min(old[column + 1] + 1, new[column] + 1, old[column] + cost)
        if row > 0, column > 0, leftCharacter == right[column - 1],
          left[row - 1] == rightCharacter
        {
          value = min(value, older[column - 1] + 1)
        }
        new.append(value)
      }
      if (new.min() ?? 0) > limit { return limit + 1 }
      older = old
      old = new
    }
    return old[right.count]
  }

  /// Small letters, look-alikes as Latin.
  static func folded(_ word: String) -> [Character] {
    word.lowercased().map { lookAlikes[$0] ?? $0 }
  }

  private static let lookAlikes: [Character: Character] = [
    // Cyrillic
    "а": "a", "в": "b", "е": "e", "ё": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p",
    "с": "c", "т": "t", "у": "y", "х": "x", "і": "i", "ї": "i", "ј": "j", "ѕ": "s", "һ": "h",
    // Greek
    "ο": "o", "α": "a", "ρ": "p", "ν": "v", "ι": "i", "κ": "k", "τ": "t", "υ": "u", "χ": "x",
  ]
}
