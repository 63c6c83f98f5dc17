/// Records in the order in which they began, each found by its id.
package struct OrderedRecords<Key: Comparable & Hashable & Sendable, Record: Sendable>: Sendable {
  /// In the order in which they were added.
  package private(set) var all: [Record] = []
  private var places: [Key: Int] = [:]

  /// The record of an id. Complexity: O(1).
  package subscript(id: Key) -> Record? { places[id].map { all[$0] } }

  /// By the ids. Complexity: O(records × log records).
  var sorted: [Record] { places.sorted { $0.key < $1.key }.map { all[$0.value] } }

  mutating func add(_ record: Record, _ id: Key) {
    places[id] = all.count
    all.append(record)
  }

  /// Changes the record of an id in its place; nothing where there is none. Complexity: O(1).
  mutating func change(_ id: Key, _ change: (inout Record) -> Void) {
    if let place = places[id] { change(&all[place]) }
  }
}
