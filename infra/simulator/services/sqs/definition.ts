/** Settings of one queue; AWS's defaults where not said otherwise. */
export interface QueueDefinition {
  readonly name: string;
  /** Seconds a received message stays hidden, 0 to 43,200. @default 30 */
  readonly visibilityTimeoutSeconds?: number;
  /** Seconds before a sent message can be received, 0 to 900. @default 0 */
  readonly delaySeconds?: number;
  /** Seconds after which a message is dropped, 60 to 1,209,600. @default 345600 */
  readonly retentionSeconds?: number;
  /** Where a message goes on the receive after `maxReceiveCount` receives. @default it is received again and again */
  readonly deadLetter?: { readonly queueName: string; readonly maxReceiveCount: number };
}

/** How many messages of a queue are where. */
export interface Depth {
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
}
