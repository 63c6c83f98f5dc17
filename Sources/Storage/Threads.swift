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
    var threads: [Handle] = []
    for number in 1..<max(1, count) {
      if let thread = Handle({ body(number) }) {
        threads.append(thread)
      } else {
        body(number)
      }
    }
    if count > 0 { body(0) }
    for thread in threads { thread.join() }
  }

  /// Runs `body` on a thread of its own, for which nobody waits.
  ///
  /// - Returns: whether a thread could be had; otherwise `body` has not been run.
  public static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    guard let thread = Handle(body) else { return false }
    thread.detach()
    return true
  }

  /// A thread at work.
  @safe private struct Handle {
    private let thread: pthread_t

    /// `nil` where no thread can be had.
    init?(_ body: @escaping @Sendable () -> Void) {
      let context = unsafe Unmanaged.passRetained(Work(body))
      #if canImport(Darwin)
        var thread: pthread_t?
        let result = unsafe pthread_create(&thread, nil, entry, context.toOpaque())
        guard result == 0, let thread = unsafe thread else {
          unsafe context.release()
          return nil
        }
        unsafe self.thread = thread
      #else
        var thread = pthread_t()
        guard unsafe pthread_create(&thread, nil, entry, context.toOpaque()) == 0 else {
          unsafe context.release()
          return nil
        }
        self.thread = thread
      #endif
    }

    #if canImport(Darwin)
      func join() { _ = unsafe pthread_join(thread, nil) }
      func detach() { _ = unsafe pthread_detach(thread) }
    #else
      func join() { _ = pthread_join(thread, nil) }
      func detach() { _ = pthread_detach(thread) }
    #endif
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
