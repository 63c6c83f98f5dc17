import CExtendedAttributes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The access control list of a file or folder, as Linux keeps it beside the mode.
///
/// While there is one, the group's place in the mode is its mask: the most that any entry but those of the
/// owner and of others gives, and not what the owning group may do. Elsewhere nothing is known of lists.
struct AccessList {
  // Four bytes of version, then entries of eight: tag, rights, and the id of whom they are for.
  private var bytes: [UInt8]

  private static let (headLength, entryLength) = (4, 8)

  private enum Tag: UInt8 {
    case group = 4
    case mask = 16
  }

  /// The list of what is open; `nil` where there is none.
  init?(of descriptor: Int32) {
    #if canImport(Darwin)
      return nil
    #else
      unsafe self.init { (bytes, count) in unsafe fgetxattr(descriptor, Self.name, bytes, count) }
    #endif
  }

  /// The list of what a path leads to; `nil` where there is none.
  init?(of path: String) {
    #if canImport(Darwin)
      return nil
    #else
      unsafe self.init { (bytes, count) in unsafe getxattr(path, Self.name, bytes, count) }
    #endif
  }

  #if !canImport(Darwin)
    private static let name = "system.posix_acl_access"
    /// The longest that the system keeps, in bytes.
    private static let limit = 1 << 16

    private init?(_ read: (UnsafeMutableRawPointer?, Int) -> Int) {
      var count = -1
      bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.limit) { buffer, length in
        count = unsafe read(buffer.baseAddress, buffer.count)
        length = max(count, 0)
      }
      if count < Self.headLength { return nil }
    }
  #endif

  /// What the owning group may do, as the last digit of a mode.
  var groupRights: mode_t {
    mode_t((rights(.group) ?? 0) & (rights(.mask) ?? 7))
  }

  /// Sets what the owning group may do.
  mutating func setGroupRights(_ rights: mode_t) { set(.group, UInt8(rights & 7)) }

  /// Gives the owning group more.
  mutating func addGroupRights(_ rights: mode_t) {
    for tag in [Tag.group, .mask] {
      if let old = self.rights(tag) { set(tag, old | UInt8(rights & 7)) }
    }
  }

  private func place(_ tag: Tag) -> Int? {
    stride(from: Self.headLength, through: bytes.count - Self.entryLength, by: Self.entryLength)
      .first { bytes[$0] == tag.rawValue && bytes[$0 + 1] == 0 }
  }

  private func rights(_ tag: Tag) -> UInt8? { place(tag).map { bytes[$0 + 2] & 7 } }

  private mutating func set(_ tag: Tag, _ rights: UInt8) {
    if let place = place(tag) { bytes[place + 2] = rights }
  }

  /// Gives it to what is open, and the mode with it.
  ///
  /// - Returns: false where that cannot be; nothing is changed then.
  func give(to descriptor: Int32) -> Bool {
    #if canImport(Darwin)
      return false
    #else
      return unsafe fsetxattr(descriptor, Self.name, bytes, bytes.count, 0) == 0
    #endif
  }

  /// Takes the list away from what is open, which had it from its folder.
  static func remove(from descriptor: Int32) {
    #if !canImport(Darwin)
      _ = unsafe fremovexattr(descriptor, name)
    #endif
  }
}
