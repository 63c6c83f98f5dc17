/// Kinds as numbers, for tables.
extension EventKind {
  /// The place of a kind in tables: from zero, without gaps, and known without hashing its name.
  var place: Int {
    switch self {
    case .ledgerOpened: 0
    case .ledgerRecovered: 1
    case .policyAdopted: 2
    case .personJoined: 3
    case .personMoved: 4
    case .personAway: 5
    case .personReturned: 6
    case .personLeft: 7
    case .clientRegistered: 8
    case .clientRenamed: 9
    case .clientClosed: 10
    case .assignmentMade: 11
    case .assignmentEnded: 12
    case .handoffOffered: 13
    case .handoffAccepted: 14
    case .handoffDeclined: 15
    case .handoffWithdrawn: 16
    case .complaintFiled: 17
    case .complaintRedirected: 18
    case .complaintAttributed: 19
    case .complaintDisputed: 20
    case .complaintResolved: 21
    case .complaintReopened: 22
    case .complaintWithdrawn: 23
    case .contractSigned: 24
    case .contractAmended: 25
    case .contractRenewed: 26
    case .contractEnded: 27
    case .changeRequested: 28
    case .changeDecided: 29
    case .authorityGranted: 30
    case .authorityRevoked: 31
    case .revenueReceived: 32
    case .bonusPaid: 33
    case .bonusReversed: 34
    case .noteAdded: 35
    case .entryRetracted: 36
    case .entryDisputed: 37
    case .entryRedacted: 38
    case .evidenceIssued: 39
    }
  }
}
