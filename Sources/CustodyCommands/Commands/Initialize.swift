import CustodyLedger
import EventLog

extension Option {
  static let name = Option("--name", value: "NAME", "what the ledger is called")
  static let zone = Option(
    "--zone", value: "ZONE", "the IANA zone in which bare dates are read, such as Europe/Berlin",
    standard: "UTC")
}

extension CommandDescription {
  /// `custody init --name NAME --zone ZONE`
  static let initialize = CommandDescription(
    name: "init",
    abstract: "open a new ledger",
    examples: [
      Example("custody init --name 'Acme Sales' --zone Europe/Berlin", "in the folder EventLog"),
      Example("custody init --name Test --log Test", "elsewhere, with dates in UTC"),
    ],
    discussion: [
      "The zone is written into the first line and stays: it is what a bare date means, in this ledger, "
        + "for ever."
    ],
    options: [.name, .zone, .dryRun], common: Option.writing
  ) { (invocation: Invocation) throws(Failure) in
    guard let name = invocation.arguments.value(.name) else {
      throw .usage(
        "--name is missing: what the ledger is called", at: .argument(.max, bytes: nil),
        hint: "write custody init --name NAME --zone ZONE")
    }
    let zone = invocation.arguments.value(.zone)
    let ledger = invocation.ledger
    do throws(LogError) {
      _ = try Ledger.zone(zone?.text ?? "UTC")
    } catch {
      throw .usage(error.message, at: zone?.place())
    }
    if invocation.arguments.has(.dryRun) {
      invocation.write(line: "would open the ledger “\(name.text)” in \(ledger.folder)")
      return .answered
    }
    do throws(LogError) {
      let writer = try ledger.create(
        name: name.text, zone: zone?.text ?? "UTC", invocation.surroundings.recording(),
        forced: invocation.isForced)
      invocation.write(line: "opened the ledger “\(name.text)” in \(ledger.folder)")
      invocation.write(Receipt.line(writer.head))
    } catch {
      throw Failure(error)
    }
    return .answered
  }
}
