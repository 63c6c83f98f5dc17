/// The first words of the lines of a rules file.
enum Directive: String, CaseIterable {
  case shape, source, delimiter, encoding, zone
  case timeFormat = "time-format"
  case client, responsibility, time
  case sourceTime = "source-time"
  case from, until, through
  case endSourceTime = "end-source-time"
  case order, window, nobody, skip, only, rename, first, register, close, keep

  /// How the line is written.
  var usage: String {
    switch self {
    case .shape: "shape snapshots|changes|intervals"
    case .source: "source NAME"
    case .delimiter: "delimiter CHARACTER|tab"
    case .encoding: "encoding utf-8|iso-8859-1"
    case .zone: "zone NAME, for example `zone Europe/Berlin`"
    case .timeFormat: "time-format FORMAT|rfc3339|date, for example `time-format %d/%m/%Y %H:%M`"
    case .client: "client COLUMN|constant NAME [prefix TEXT]"
    case .responsibility:
      "responsibility NAME|from COLUMN person COLUMN|constant NAME [previous COLUMN]"
    case .time: "time COLUMN [format FORMAT]"
    case .sourceTime: "source-time COLUMN [format FORMAT]"
    case .from: "from COLUMN [format FORMAT]"
    case .until: "until COLUMN [format FORMAT]"
    case .through: "through COLUMN [format FORMAT]"
    case .endSourceTime: "end-source-time COLUMN [format FORMAT]"
    case .order: "order by COLUMN"
    case .window: "window TIME"
    case .nobody: "nobody VALUE…"
    case .skip: "skip when COLUMN is|is not|matches|does not match VALUE [or VALUE…]"
    case .only: "only when COLUMN is|is not|matches|does not match VALUE [or VALUE…]"
    case .rename: "rename client|person|responsibility OLD to NEW"
    case .first: "first inferred [when COLUMN is …]"
    case .register: "register first, or register when COLUMN is …"
    case .close: "close when COLUMN is …"
    case .keep: "keep COLUMN [as NAME]"
    }
  }

  /// Whether a second such line adds to the first instead of contradicting it.
  var mayRepeat: Bool {
    switch self {
    case .responsibility, .nobody, .skip, .only, .rename, .keep: true
    default: false
    }
  }

  /// The shapes for which the line has a meaning.
  var shapes: [ImportRules.Shape] {
    switch self {
    case .time, .order, .close: [.snapshots, .changes]
    case .window: [.changes]
    case .from, .until, .through, .endSourceTime: [.intervals]
    default: ImportRules.Shape.allCases
    }
  }
}
