import type { Cancel, Clock } from '../../clock.ts';
import type { Random } from '../../random.ts';
import type { Depth, QueueDefinition } from './definition.ts';
import { DueHeap } from './due-heap.ts';
import { Fifo } from './fifo.ts';
import type { Message } from './message.ts';

/** A message that was just received, with the handle that deletes it. */
export interface Receipt {
  readonly message: Message;
  readonly handle: string;
}

/** What a message takes with it when it enters a queue. */
export type NewMessage = Pick<Message, 'id' | 'body' | 'attributes'> &
  Partial<Pick<Message, 'sentAtMs' | 'receiveCount' | 'deadLetterSourceArn'>>;

/**
 * One standard queue: messages wait, are delayed, or are hidden after a receive. The clock is asked for one wake,
 * at the time when the next hidden or delayed message becomes receivable.
 */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly definition: Required<Omit<QueueDefinition, 'deadLetter'>>;
  readonly createdAtMs: number;
  /** The dead-letter queue and the receives before it, where there is one. */
  readonly deadLetter: { readonly queue: Queue; readonly maxReceiveCount: number } | undefined;
  /** Called when a message may have become receivable. */
  readonly listeners: (() => void)[] = [];
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #duplicateShare: number;
  /** Every message of the queue by its number, oldest first. */
  readonly #messages = new Map<number, Message>();
  #sequence = 0;
  /** The waiting messages, with those that were deleted while they waited. */
  readonly #line = new Fifo<Message>();
  readonly #counts = { waiting: 0, delayed: 0, hidden: 0, gone: 0 };
  /** Numbers of the hidden and delayed messages, with those of messages that are neither any more. */
  readonly #due = new DueHeap<number>();
  #wake: { readonly atMs: number; readonly cancel: Cancel } | undefined;

  constructor(options: {
    readonly definition: QueueDefinition;
    readonly arn: string;
    readonly url: string;
    readonly clock: Clock;
    readonly random: Random;
    readonly duplicateShare: number;
    readonly deadLetter: Queue['deadLetter'];
  }) {
    this.name = options.definition.name;
    this.arn = options.arn;
    this.url = options.url;
    this.definition = { visibilityTimeoutSeconds: 30, delaySeconds: 0, retentionSeconds: 345_600, ...options.definition };
    this.createdAtMs = options.clock.now();
    this.#clock = options.clock;
    this.#random = options.random;
    this.#duplicateShare = options.duplicateShare;
    this.deadLetter = options.deadLetter;
  }

  /** Adds a message without telling the listeners; {@link announce} does. */
  add(input: NewMessage, delaySeconds = this.definition.delaySeconds): Message {
    const message: Message = {
      sequence: this.#sequence++,
      id: input.id,
      body: input.body,
      attributes: input.attributes,
      sentAtMs: input.sentAtMs ?? Math.floor(this.#clock.now()),
      deadLetterSourceArn: input.deadLetterSourceArn,
      firstReceivedAtMs: undefined,
      receiveCount: input.receiveCount ?? 0,
      state: 'gone',
      dueMs: 0,
    };
    this.#messages.set(message.sequence, message);
    if (delaySeconds > 0) this.#hideUntil(message, 'delayed', this.#clock.now() + delaySeconds * 1000);
    else this.#enqueue(message);
    return message;
  }

  /** Tells the listeners when something can be received. */
  announce(): void {
    if (this.#counts.waiting === 0) return;
    for (const listener of this.listeners) listener();
  }

  /**
   * Takes up to `max` messages and hides them. A message that was received too often goes to the dead-letter queue
   * instead, one past its retention is dropped.
   */
  receive(max: number, visibilityTimeoutSeconds = this.definition.visibilityTimeoutSeconds): Receipt[] {
    const now = this.#clock.now();
    const receipts: Receipt[] = [];
    const buried = this.deadLetter;
    let buriedAny = false;
    while (receipts.length < max) {
      const message = this.#takeWaiting();
      if (message === undefined) break;
      if (this.#isExpired(message, now)) {
        this.#forget(message);
      } else if (buried !== undefined && message.receiveCount >= buried.maxReceiveCount) {
        this.#forget(message);
        buried.queue.add({ ...message, deadLetterSourceArn: this.arn }, 0);
        buriedAny = true;
      } else {
        message.receiveCount++;
        message.firstReceivedAtMs ??= Math.floor(now);
        this.#hideUntil(message, 'hidden', now + visibilityTimeoutSeconds * 1000);
        if (this.#random.chance(this.#duplicateShare)) this.#duplicate(message, now, visibilityTimeoutSeconds);
        receipts.push({ message, handle: `${this.name}/${message.sequence}/${message.receiveCount}` });
      }
    }
    if (buriedAny) buried?.queue.announce();
    return receipts;
  }

  /**
   * Deletes what the latest receive returned. An older handle answers the same and deletes nothing: SQS promises no more.
   * @returns false when the handle is not one of this queue's.
   */
  delete(handle: string): boolean {
    const parsed = this.#parse(handle);
    if (parsed === undefined) return false;
    if (parsed.message?.receiveCount === parsed.receiveCount) this.#forget(parsed.message);
    return true;
  }

  /**
   * Makes a received message receivable `seconds` from now.
   * @returns `invalid` when the handle is not one of this queue's, `notInFlight` when its message is no longer hidden by it.
   */
  changeVisibility(handle: string, seconds: number): 'changed' | 'invalid' | 'notInFlight' {
    const parsed = this.#parse(handle);
    if (parsed === undefined) return 'invalid';
    const { message, receiveCount } = parsed;
    if (message?.state !== 'hidden' || message.receiveCount !== receiveCount) return 'notInFlight';
    if (seconds > 0) {
      this.#hideUntil(message, 'hidden', this.#clock.now() + seconds * 1000);
    } else {
      this.#enqueue(message);
      this.announce();
    }
    return 'changed';
  }

  /** Takes up to `max` waiting messages out of the queue for good, as a redrive does. */
  drain(max: number): Message[] {
    const taken: Message[] = [];
    for (let message: Message | undefined; taken.length < max && (message = this.#takeWaiting()) !== undefined; ) {
      this.#forget(message);
      if (!this.#isExpired(message, this.#clock.now())) taken.push(message);
    }
    return taken;
  }

  /** How many messages are where, those past their retention left out. */
  depth(): Depth {
    const now = this.#clock.now();
    for (const message of this.#messages.values()) {
      if (!this.#isExpired(message, now)) break;
      this.#forget(message);
    }
    return { waiting: this.#counts.waiting, inFlight: this.#counts.hidden, delayed: this.#counts.delayed };
  }

  /** Seconds that the oldest message waits, in flight or not; one that was received more than three times no longer counts, as with AWS. */
  oldestAgeSeconds(): number {
    const now = this.#clock.now();
    for (const message of this.#messages.values()) {
      if (message.receiveCount <= 3 && !this.#isExpired(message, now)) return (now - message.sentAtMs) / 1000;
    }
    return 0;
  }

  /** Bodies of all messages, oldest first. */
  bodies(): readonly string[] {
    return [...this.#messages.values()].map((message) => message.body);
  }

  #parse(handle: string): { readonly message: Message | undefined; readonly receiveCount: number } | undefined {
    const [, name, sequence, receiveCount] = /^(.+)\/(\d+)\/(\d+)$/.exec(handle) ?? [];
    if (name !== this.name) return undefined;
    return { message: this.#messages.get(Number(sequence)), receiveCount: Number(receiveCount) };
  }

  #isExpired(message: Message, now: number): boolean {
    return now - message.sentAtMs > this.definition.retentionSeconds * 1000;
  }

  #move(message: Message, state: Message['state']): void {
    this.#counts[message.state]--;
    this.#counts[state]++;
    message.state = state;
  }

  #enqueue(message: Message): void {
    this.#move(message, 'waiting');
    this.#line.push(message);
  }

  #forget(message: Message): void {
    this.#move(message, 'gone');
    this.#messages.delete(message.sequence);
    if (this.#counts.hidden + this.#counts.delayed > 0) return;
    this.#due.clear();
    this.#wake?.cancel();
    this.#wake = undefined;
  }

  #takeWaiting(): Message | undefined {
    for (;;) {
      const message = this.#line.take();
      if (message === undefined || message.state === 'waiting') return message;
    }
  }

  #hideUntil(message: Message, state: 'hidden' | 'delayed', dueMs: number): void {
    this.#move(message, state);
    message.dueMs = dueMs;
    this.#due.add(dueMs, message.sequence);
    this.#wakeAt(dueMs);
  }

  /** A second copy of the message, which comes up at some time within its visibility timeout, deleted or not. */
  #duplicate(message: Message, now: number, visibilityTimeoutSeconds: number): void {
    const copy: Message = { ...message, sequence: this.#sequence++, state: 'gone' };
    this.#messages.set(copy.sequence, copy);
    this.#hideUntil(copy, 'hidden', now + this.#random.int(visibilityTimeoutSeconds * 1000 + 1));
  }

  #wakeAt(dueMs: number): void {
    if (this.#wake !== undefined && this.#wake.atMs <= dueMs) return;
    this.#wake?.cancel();
    const delayMs = Math.max(0, dueMs - this.#clock.now());
    this.#wake = { atMs: dueMs, cancel: this.#clock.schedule(delayMs, `sqs ${this.name}`, () => this.#surface()) };
  }

  /** Makes what is due receivable, and sets the next wake. */
  #surface(): void {
    this.#wake = undefined;
    const now = this.#clock.now();
    for (let dueMs = this.#due.nextMs; dueMs !== undefined; dueMs = this.#due.nextMs) {
      const message = this.#messages.get(this.#due.next as number);
      const isCurrent = message?.dueMs === dueMs && message.state !== 'waiting';
      if (isCurrent && dueMs > now) {
        this.#wakeAt(dueMs);
        break;
      }
      this.#due.dropNext();
      if (isCurrent) this.#enqueue(message);
    }
    this.announce();
  }
}
