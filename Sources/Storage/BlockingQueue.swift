#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A queue between two threads: who takes from an empty one waits.
///
/// It has no limit of its own: who puts sees to it that not too much waits.
@safe public final class BlockingQueue<Element: Sendable>: @unchecked Sendable {
  // The lock guards what follows; both stand at fixed addresses, as the system demands.
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let arrival: UnsafeMutablePointer<pthread_cond_t>
  private var elements: [Element] = []
  private var isClosed = false

  /// An empty queue.
  public init() {
    unsafe lock = .allocate(capacity: 1)
    unsafe arrival = .allocate(capacity: 1)
    unsafe lock.initialize(to: pthread_mutex_t())
    unsafe arrival.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(lock, nil)
    unsafe pthread_cond_init(arrival, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(arrival)
    unsafe pthread_mutex_destroy(lock)
    unsafe arrival.deallocate()
    unsafe lock.deallocate()
  }

  /// Adds an element at the end. Never blocks for long.
  public func put(_ element: sending Element) {
    unsafe pthread_mutex_lock(lock)
    elements.append(element)
    unsafe pthread_cond_signal(arrival)
    unsafe pthread_mutex_unlock(lock)
  }

  /// Takes the first element, and waits for one; `nil` when the queue is empty and closed.
  public func take() -> Element? {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    while elements.isEmpty {
      if isClosed { return nil }
      unsafe pthread_cond_wait(arrival, lock)
    }
    return elements.removeFirst()
  }

  /// Says that nothing more will come.
  public func close() {
    unsafe pthread_mutex_lock(lock)
    isClosed = true
    unsafe pthread_cond_broadcast(arrival)
    unsafe pthread_mutex_unlock(lock)
  }
}
