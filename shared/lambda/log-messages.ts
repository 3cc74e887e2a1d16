/** How much a log line matters. */
export type LogLevel = 'INFO' | 'WARN' | 'ERROR';

/** One line that the functions may log. The code is permanent; alarms and runbooks refer to it. */
export interface LogMessage {
  readonly code: string;
  readonly level: LogLevel;
  readonly text: string;
}

/* @__NO_SIDE_EFFECTS__ */
function message(code: string, level: LogLevel, text: string): LogMessage {
  return { code, level, text };
}

// Every line that the functions log: no other text is ever logged, and no field holds personal data. Each is an export of its own, so that a bundle
// holds only those that its function logs.

export const failed = message('SLU-003', 'ERROR', 'invocation failed and will be retried where its source retries');
export const badMessage = message('SLU-004', 'ERROR', 'a message has no known shape and is left for the dead-letter queue');

export const gateRefused = message('SLU-101', 'INFO', 'the gate refused a credential from before the epoch');
export const gateStale = message(
  'SLU-102',
  'WARN',
  'neither the epochs nor their second copy could be read; what this sandbox knew last was used',
);
export const gateBlind = message(
  'SLU-103',
  'ERROR',
  'the epochs could not be read and there is no copy; the configured choice was applied',
);
export const gateTableUnread = message('SLU-110', 'WARN', 'the table of the epochs did not answer');
export const gateSecondCopy = message('SLU-111', 'WARN', 'the second copy of the epochs was used');
export const gateCopyUnread = message('SLU-112', 'WARN', 'the second copy of the epochs did not answer');
export const gateRowsUnread = message(
  'SLU-113',
  'ERROR',
  'the rows of an account could not be read while an epoch holds; the token was refused',
);
export const accountUnreported = message('SLU-114', 'WARN', 'an account that some campaign does not know could not be passed on');
export const accountRecorded = message('SLU-115', 'INFO', 'an account that a campaign did not know was recorded');
export const accountGone = message('SLU-116', 'INFO', 'an account to record is not in the directory');
export const epochCopyWritten = message('SLU-117', 'INFO', 'the second copy of the epochs was written');
export const epochCopyFailed = message('SLU-118', 'ERROR', 'the second copy of the epochs could not be written');
export const poolUnread = message(
  'SLU-119',
  'WARN',
  'the settings of the directory could not be read at a start; the longest lives that Cognito allows were taken',
);
export const epochCopyShortened = message(
  'SLU-121',
  'WARN',
  'the epochs do not fit into their second copy, which says less and contains more',
);
export const ourClientRenamed = message('SLU-122', 'INFO', 'the recovery client was replaced since a start; the epochs name the new one');
export const subscribersUnread = message('SLU-123', 'WARN', 'who is subscribed to the alarms could not be read');
export const epochNotUnderstood = message('SLU-120', 'ERROR', 'an epoch is of a form that is not understood; it binds everybody');

export const shardCounted = message('SLU-201', 'INFO', 'a shard of the directory was listed and its rows written');
export const campaignPlanned = message('SLU-202', 'INFO', 'all shards are counted; the campaign is planned');
export const planResumed = message('SLU-204', 'WARN', 'shards of a plan stood still and are counted on');
export const expansionObsolete = message('SLU-203', 'INFO', 'the campaign is no longer being planned; the shard was skipped');

export const campaignErased = message('SLU-221', 'INFO', 'a campaign is over for longer than the retention; its personal data is gone');
export const eraseUnfinished = message('SLU-222', 'INFO', 'time ran out in an erase; the next run goes on where it was');
export const eraseHeldBack = message(
  'SLU-223',
  'WARN',
  'personal data is due to be erased, but accounts of the campaign are being released or graded',
);
export const eraseFailed = message('SLU-224', 'ERROR', 'an erase failed; the next run goes on where it was');

export const channelsSeen = message('SLU-211', 'INFO', 'the addresses of the accounts of these shards were looked at');

export const senderStarted = message('SLU-301', 'INFO', 'a sender took its lease');
export const senderStopped = message('SLU-303', 'INFO', 'a sender stopped');
export const sendThrottled = message('SLU-304', 'WARN', 'SES throttled notices; they wait again');
export const sendRefused = message('SLU-305', 'WARN', 'SES refused notices');
export const sendUnanswered = message('SLU-306', 'WARN', 'a call to SES ended without an answer; its notices are in doubt');
export const quotaUnread = message(
  'SLU-309',
  'WARN',
  'the SES quota could not be read; the last one is used for a while, then nothing is sent',
);
export const domainRests = message('SLU-311', 'WARN', 'a recipient domain put mails off; nothing is sent to it for a while');
export const sendingStopped = message(
  'SLU-312',
  'ERROR',
  'AWS refuses what we send for a reason of ours; everything waits, and one every ten seconds is tried',
);
export const sendingGoesOn = message('SLU-313', 'INFO', 'AWS takes what we send again');
export const noticesResent = message('SLU-314', 'INFO', 'notices that SES had refused were sent again, as staff ordered');
export const noticesPaused = message(
  'SLU-310',
  'ERROR',
  'the guard paused notices: too many bounces or complaints; a person has to let them go on',
);
export const roundGiven = message('SLU-321', 'INFO', 'a round of reminders is due; every lane was told');
export const laneReminded = message('SLU-322', 'INFO', 'reminders of a lane were added');
export const roundObsolete = message(
  'SLU-323',
  'INFO',
  'the campaign is not live, or a later round of reminders takes the place of this one; the lane was skipped',
);
export const claimsSettled = message('SLU-308', 'INFO', 'claims that ran out and doubts that no event answered were settled');

export const eventForged = message(
  'SLU-403',
  'ERROR',
  'a message in the event queue was not signed by SNS for our topic; it was dropped and changed nothing',
);

export const counterMended = message('SLU-502', 'WARN', 'counters did not agree with the rows and were mended');
export const noticeChangedByHand = message('SLU-505', 'WARN', 'a notice was changed past all functions, and was counted as it is');
export const recountFailed = message('SLU-503', 'WARN', 'a lane could not be recounted; it is recounted in the next minute');
export const conservationBroken = message('SLU-504', 'ERROR', 'accounts and notices of a campaign do not add up');
export const changedByHand = message('SLU-602', 'WARN', 'a row was changed past all functions; the audit log says which');
export const auditSealed = message('SLU-603', 'INFO', 'the heads of chains of the audit log were sealed under one root');
export const auditBroken = message(
  'SLU-604',
  'ERROR',
  'a chain of the audit log, or its seals, are not what they were when they were sealed',
);

export const recoveryMailRefused = message('SLU-701', 'WARN', 'SES refused the mail of a recovery');

export const floodSeen = message(
  'SLU-702',
  'WARN',
  'few of the mailed codes are typed: somebody asks for codes of others, or their day is used up',
);

export const sweepStopped = message('SLU-912', 'INFO', 'the sweep stopped');
export const sweepFailed = message('SLU-913', 'WARN', 'the sweep of an account failed; it is tried again');
export const passkeysRemoved = message('SLU-711', 'INFO', "passkeys that may be an intruder's were deleted in a recovery");
export const factorLocked = message(
  'SLU-713',
  'WARN',
  'the second factor of an account is closed for a day: whoever reads the mail of its holder guessed at it',
);
export const recoveryNeedsHelp = message('SLU-712', 'WARN', 'a holder set a new password and cannot go on without the helpdesk');

export const commandDone = message('SLU-801', 'INFO', 'a command of the staff was carried out');
export const staffLoggedIn = message('SLU-802', 'INFO', 'a member of the staff logged in');
export const staffRefused = message('SLU-803', 'WARN', 'a log-in of the staff was refused');
export const staffTriesUsedUp = message(
  'SLU-806',
  'WARN',
  'too many wrong log-ins were tried with a name, so this one was not made; known devices have tries of their own',
);
export const staffLogOutIncomplete = message('SLU-804', 'WARN', 'a session was forgotten by the browser but could not be revoked');

export const mailSetupUnread = message('SLU-805', 'WARN', 'how SES is set up could not be read; notices are not let go');

export const firewallSwitched = message('SLU-921', 'INFO', "the directory's firewall was switched");
export const firewallInForce = message('SLU-922', 'INFO', 'self-service at the directory was seen to be shut');
export const selfServiceOpen = message('SLU-923', 'ERROR', 'a campaign is live and self-service at the directory is not shut');
export const gateDetached = message('SLU-924', 'ERROR', 'a campaign is live and triggers of the directory do not lead to the gate');
export const probeMade = message('SLU-925', 'INFO', 'the invented account was made');
export const probeAdmitted = message('SLU-926', 'ERROR', 'the invented account got a token though it is contained');
export const probeFailed = message('SLU-927', 'WARN', 'the invented account could not try a way in');
export const watchFailed = message('SLU-928', 'ERROR', 'a part of the watch failed and comes round in a minute');
export const watchNotWoken = message('SLU-920', 'WARN', 'the watch could not be woken; it wakes by itself within a minute');
export const tokenRefused = message('SLU-931', 'INFO', 'a token from before an epoch or a recovery was refused for a resource server');
export const nextChannelsTaken = message('SLU-941', 'INFO', 'steps for holders who cannot be reached were begun, or came to nothing');
export const laneReleased = message('SLU-811', 'INFO', 'accounts of a lane were released from a campaign');
export const contentsChanged = message('SLU-814', 'ERROR', 'what two people released is not what stands in the table; nothing is done');
export const lookUpRefused = message('SLU-815', 'WARN', 'a member of the staff looked up as many accounts as one person may');
export const decoyLookedUp = message('SLU-816', 'ERROR', 'a member of the staff looked up an address that is a decoy');
export const releaseResumed = message('SLU-817', 'WARN', 'lanes of a release stood still and were given out again');
export const gradingResumed = message('SLU-818', 'WARN', 'lanes of an addition of compromised accounts were given out again');
export const laneGraded = message('SLU-812', 'INFO', 'accounts of a lane were graded by an addition of compromised accounts');
export const additionDone = message('SLU-813', 'INFO', 'an addition of compromised accounts is done in every lane');
