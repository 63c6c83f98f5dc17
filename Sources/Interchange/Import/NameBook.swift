import Ownership

/// What the names of one kind in the file mean: renamed, prefixed, checked; each distinct name once.
struct NameBook {
  let renamings: [Renaming]
  let prefix: String
  /// Texts that mean nobody; an empty one always does.
  let nobody: [String]
  private var meanings: [Meaning?] = []

  /// What a name means.
  enum Meaning {
    /// The number of the identifier in the table of texts.
    case name(Int32)
    case nobody
    case problem(IdentifierProblem)
  }

  init(renamings: [Renaming]?, prefix: String = "", nobody: [String] = []) {
    self.renamings = renamings ?? []
    self.prefix = prefix
    self.nobody = nobody
  }

  /// What the text with this number means.
  mutating func meaning(of number: Int, in table: inout TextTable) -> Meaning {
    while meanings.count <= number { meanings.append(nil) }
    if let known = meanings[number] { return known }
    let found = judge(table.text(number), &table)
    meanings[number] = found
    return found
  }

  private func judge(_ text: String, _ table: inout TextTable) -> Meaning {
    if text.isEmpty || nobody.contains(where: { $0.hasSameBytes(as: text) }) { return .nobody }
    var name = text
    for renaming in renamings {
      if let new = renaming.applied(to: text) {
        name = new
        break
      }
    }
    name = prefix + name
    do throws(IdentifierProblem) {
      return .name(Int32(table.number(of: try PersonID(new: name).text)))
    } catch {
      return .problem(error)
    }
  }
}
