import Storage
import Testing

@Suite("A queue between two threads")
struct BlockingQueueTests {
  @Test("given a thread that puts numbers, when another takes, then all come in their order")
  func order() {
    let queue = BlockingQueue<Int>()
    let isStarted = Threads.start {
      for number in 0..<10_000 { queue.put(number) }
      queue.close()
    }
    #expect(isStarted)
    var taken: [Int] = []
    while let number = queue.take() { taken.append(number) }
    #expect(taken == Array(0..<10_000))
  }

  @Test("given a closed queue, when it holds something, then that is taken before the end")
  func closed() {
    let queue = BlockingQueue<String>()
    queue.put("first")
    queue.close()
    #expect(queue.take() == "first")
    #expect(queue.take() == nil)
    #expect(queue.take() == nil)
  }
}
