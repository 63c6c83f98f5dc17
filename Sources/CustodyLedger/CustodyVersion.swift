/// The version of the tool and of its library; the one place where it is written.
public enum CustodyVersion {
  /// As `custody --version` prints it.
  public static var text: String { "0.1.0" }
}
