import CustodyLedger
import EventLog
import Presentation

extension Option {
  static let name = Option("--name", value: "NAME", "what the ledger is called")
  static let zone = Option(
    "--zone", value: "ZONE", "the IANA zone in which bare dates are read, such as Europe/Berlin",
    standard: "UTC")
  static let shared = Option(
    "--shared", "let the folder’s group write: for several logins on one ledger")
}

extension CommandDescription {
  /// `custody init --name NAME --zone ZONE`
  static let initialize = CommandDescription(
    name: "init",
    abstract: "open a new ledger",
    examples: [
      Example("custody init --name 'Acme Sales' --zone Europe/Berlin", "in the folder EventLog"),
      Example("custody init --name Test --log Test", "elsewhere, with dates in UTC"),
      Example(
        "custody init --name Sales --shared",
        "for all logins of the group that the folder belongs to"),
    ],
    discussion: [
      "The zone is written into the first line and stays: it is what a bare date means, in this ledger, "
        + "for ever.",
      "With --shared the folder gets the rights g+rwxs, and all that is written there later takes on its "
        + "group and its rights, whatever the umask of who writes. To choose the group, make the folder "
        + "before: mkdir EventLog; chgrp GROUP EventLog; custody init --name NAME --shared.",
      "A .gitattributes is put there, too, by which Git leaves the bytes as they are.",
    ],
    options: [.name, .zone, .shared, .dryRun], common: Option.writing
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
        name: name.text, zone: zone?.text ?? "UTC", isShared: invocation.arguments.has(.shared),
        invocation.surroundings.recording(), forced: invocation.isForced)
      invocation.tellOfRecovery(writer)
      invocation.tell(
        recorded: "opened the ledger “\(name.text)” in \(ledger.folder)".printable + "\n"
          + Receipt.line(writer.head))
    } catch {
      guard let recorded = error.recorded else { throw Failure(error) }
      invocation.surroundings.output.recorded =
        "opened the ledger “\(name.text)” in \(ledger.folder)".printable + "\n"
        + Receipt.line(recorded.head)
      throw Failure(.unwritten, "\(error.message); \(error.remedy)")
    }
    return .answered
  }
}
