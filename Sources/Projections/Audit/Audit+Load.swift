import Ownership

/// Too many clients, two hats, and managers in a circle.
extension Audit {
  static func loadFindings(_ standpoint: Standpoint) -> [Finding] {
    let load = Load(standpoint)
    let overloaded = Set(load.rows.filter(\.isOverloaded).map(\.person))
    let crossings = standpoint.crossings(overloaded, limit: load.limit)
    return load.rows.filter { $0.kind == .person }.flatMap { row in
      overload(standpoint, load, row, since: crossings[row.person]) + twoHats(standpoint, row)
    }
  }

  private static func overload(
    _ standpoint: Standpoint, _ load: Load, _ row: PersonLoad, since: Instant?
  ) -> [Finding] {
    guard row.isOverloaded else { return [] }
    let clients = row.own + row.drift + row.inherited
    let since = since ?? standpoint.at
    let lines = clients.flatMap { standpoint.evidence($0, row.person) }
    return [
      Finding(
        .overload, person: row.person, at: since,
        lines: lines + [load.limitLine].compactMap(\.self), key: ["\(since)"],
        "\(row.person) answers for \(row.total) clients (\(row.own.count) own, \(row.drift.count) by "
          + "drift, \(row.inherited.count) inherited); the limit is \(load.limit), passed on "
          + standpoint.day(since))
    ]
  }

  /// Sales held by the person, so that a plan goes on, and the account of some client besides.
  private static func twoHats(_ standpoint: Standpoint, _ row: PersonLoad) -> [Finding] {
    guard row.hasTwoHats else { return [] }
    var sales: [(client: ClientID, cell: ClientSection.Cell)] = []
    var account: [(client: ClientID, cell: ClientSection.Cell)] = []
    for client in row.own + row.drift + row.inherited {
      let section = standpoint.section(of: client)
      if let cell = section.cell(.sales), cell.accountable == row.person, cell.heldAs == .sales {
        sales.append((client, cell))
      }
      if let cell = section.cell(.account), cell.accountable == row.person {
        account.append((client, cell))
      }
    }
    guard !sales.isEmpty, !account.isEmpty else { return [] }
    let drifted = account.count { $0.cell.isDrift }
    let lines =
      sales.flatMap { standpoint.resolve($0.client, .sales).accountableEvidence }
      + account.flatMap { standpoint.resolve($0.client, .account).accountableEvidence }
    return [
      Finding(
        .twoHats, person: row.person, at: standpoint.latestEffect(of: lines), lines: lines,
        key: ["sales", "account"],
        "\(row.person) holds sales of \(counted(sales.count, "client")) and answers for the account of "
          + "\(counted(account.count, "client"))"
          + (drifted > 0 ? ", \(drifted) of them by drift" : ""))
    ]
  }

  static func managerFindings(_ standpoint: Standpoint) -> [Finding] {
    var settled: Set<PersonID> = []
    return standpoint.persons.compactMap { person in
      standpoint.perspective.managerCircle(above: person, at: standpoint.at, settled: &settled)
        .map { finding($0, standpoint) }
    }
  }

  private static func finding(_ circle: ManagerCircle, _ standpoint: Standpoint) -> Finding {
    let names = circle.members.map(\.text)
    return Finding(
      .managerCycle, person: circle.members.first, at: standpoint.latestEffect(of: circle.lines),
      lines: circle.lines, key: names,
      names.count == 1
        ? "\(names[0]) is named as the manager of \(names[0])"
        : "the managers \(listInWords(names)) lead to each other in a circle")
  }
}

private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

extension Standpoint {
  /// The lines by which a person answers for something of a client.
  func evidence(_ client: ClientID, _ person: PersonID) -> [SequenceNumber] {
    section(of: client).cells.filter { $0.accountable == person }.flatMap { cell in
      resolve(client, cell.responsibility).accountableEvidence
    }
  }

  /// When the last of some lines took effect.
  func latestEffect(of lines: [SequenceNumber]) -> Instant {
    lines.compactMap { history[$0]?.effectiveTime }.max() ?? at
  }

  /// Since when, without a break, each of some persons has had more clients than a limit.
  ///
  /// Complexity: one resolution for each client, responsibility and instant at which it can change.
  func crossings(_ persons: Set<PersonID>, limit: LimitValue) -> [PersonID: Instant] {
    if persons.isEmpty { return [:] }
    var changes: [PersonID: [Instant: Int]] = [:]
    for client in clients {
      var present: Set<PersonID> = []
      for instant in perspective.instants(of: client) where instant <= at {
        let answering = Set(
          responsibilities.compactMap {
            perspective.resolve(client, $0, at: instant).accountable
          }
        ).intersection(persons)
        for person in answering.subtracting(present) {
          changes[person, default: [:]][instant, default: 0] += 1
        }
        for person in present.subtracting(answering) {
          changes[person, default: [:]][instant, default: 0] -= 1
        }
        present = answering
      }
    }
    return changes.compactMapValues { changes in
      var count = 0
      var since: Instant?
      for (instant, change) in changes.sorted(by: { $0.key < $1.key }) {
        count += change
        since = limit.isExceeded(by: count) ? since ?? instant : nil
      }
      return since
    }
  }
}
