#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Work on several processors at once, without a run time of its own.
public enum Threads {
  /// How many processors there are for this process, at most 16.
  public static var processorCount: Int {
    min(16, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
  }

  /// Runs `body` once for each number below `count`, each on a thread of its own, and waits for all.
  ///
  /// Where no thread can be had, the work is done on this one.
  public static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    for number in 1..<max(1, count) {
      let work = Work { body(number) }
      let context = unsafe Unmanaged.passRetained(work)
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      let result = unsafe pthread_create(&thread, nil, entry, context.toOpaque())
      if result == 0 {
        #if canImport(Darwin)
          if let thread = unsafe thread { unsafe threads.append(thread) }
        #else
          threads.append(thread)
        #endif
      } else {
        unsafe context.release()
        body(number)
      }
    }
    if count > 0 { body(0) }
    for thread in threads { _ = pthread_join(thread, nil) }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  #if canImport(Darwin)
    private static let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? =
      { context in
        unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }
  #else
    private static let entry:
      @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        if let context = unsafe context {
          unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
        }
        return nil
      }
  #endif
}
