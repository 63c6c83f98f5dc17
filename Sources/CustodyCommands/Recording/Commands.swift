extension Program {
  /// The commands that record, in the order of the overview.
  static let recordingCommands: [CommandDescription] = [
    .clientAdd, .clientRename, .clientClose,
    .personJoin, .personMove, .personAway, .personReturn, .personLeave,
    .assign, .unassign,
    .handoffOffer, .handoffAccept, .handoffDecline, .handoffWithdraw,
    .complaintFile, .complaintRedirect, .complaintAttribute, .complaintDispute, .complaintResolve,
    .complaintReopen, .complaintWithdraw,
    .contractSign, .contractAmend, .contractRenew, .contractEnd,
    .changeRequest, .changeDecide,
    .authorityGrant, .authorityRevoke,
    .revenue, .bonusPay, .bonusReverse,
    .policyAdopt, .note, .correct, .retract, .dispute, .redact,
  ]
}

extension Positional {
  static let client = Positional("CLIENT", "the client’s id, or its name")
  static let person = Positional("PERSON", "the person’s id, or their name")
  static let complaint = Positional("COMPLAINT", "the complaint’s id")
  static let handoff = Positional("HANDOFF", "the handoff’s id")
  static let contract = Positional("CONTRACT", "the contract’s id")
  static let line = Positional("SEQUENCE", "the number of the line, as custody log shows it")
}
