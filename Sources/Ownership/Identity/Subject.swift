/// What an event is about: the `subject` attribute of a line.
public enum Subject: Hashable, Sendable, CustomStringConvertible {
  /// `client/<id>`
  case client(ClientID)
  /// `person/<id>`
  case person(PersonID)
  /// `ledger`
  case ledger

  /// Reads the attribute; the id is all after the first slash.
  ///
  /// - Throws: `SubjectProblem` when it is none of the three forms.
  public init(_ text: String) throws(SubjectProblem) {
    if text == "ledger" {
      self = .ledger
      return
    }
    do throws(IdentifierProblem) {
      if text.beginsWithBytes(of: "client/") {
        self = .client(try ClientID(text.dropping(asciiBytes: 7)))
        return
      }
      if text.beginsWithBytes(of: "person/") {
        self = .person(try PersonID(text.dropping(asciiBytes: 7)))
        return
      }
    } catch {
      throw .identifier(error)
    }
    throw .form
  }

  /// The attribute as it is written.
  public var description: String {
    switch self {
    case .client(let id): "client/\(id)"
    case .person(let id): "person/\(id)"
    case .ledger: "ledger"
    }
  }

  /// The kind, without the id.
  public var kind: SubjectKind {
    switch self {
    case .client: .client
    case .person: .person
    case .ledger: .ledger
    }
  }
}

/// The three kinds of subjects.
public enum SubjectKind: String, Hashable, Sendable, CaseIterable {
  case client, person, ledger
}

/// Why a string is not a subject.
public enum SubjectProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case form
  case identifier(IdentifierProblem)

  /// One clause.
  public var description: String {
    switch self {
    case .form: "a subject is client/<id>, person/<id> or ledger"
    case .identifier(let problem): "its id is not an identifier: \(problem)"
    }
  }
}
