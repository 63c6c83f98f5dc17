#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a process has used of the machine, for measurements.
extension OperatingSystem {
  /// Time and memory since the process began.
  public struct Usage: Sendable {
    /// A clock that only goes forward, in seconds.
    public var clock: Double
    /// Processor time of all threads, user and system, in seconds.
    public var processor: Double
    /// The most memory that was resident at any time, in bytes.
    public var peakMemory: Int
  }

  /// What this process has used up to now.
  public static func usage() -> Usage {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    var usage = rusage()
    let thisProcess: Int32 = 0  // RUSAGE_SELF, which the platforms type differently
    _ = unsafe getrusage(thisProcess, &usage)
    #if canImport(Darwin)
      let memoryUnit = 1
    #else
      let memoryUnit = 1024
    #endif
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return Usage(
      clock: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9,
      processor: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakMemory: Int(usage.ru_maxrss) * memoryUnit)
  }
}
