import { Column, type EntityTarget, type FindOptionsWhere } from 'typeorm';
import { z } from 'zod';
import type { Actor } from './actor.js';
import { sha256 } from './cipher.js';
import { currentRequestId } from './context.js';
import { replaceDeadJobs } from './dead-list.js';
import { conflict } from './errors.js';
import { newId } from './ids.js';
import { byId, defineJob, type Attempt, type Job, type QueueName } from './jobs.js';
import { subjectsUnderWay } from './outbox.js';
import { InstantColumn, Row, TextColumn } from './row.js';
import type { ScheduledTask } from './scheduler.js';
import { inTransaction, type UnitOfWork } from './unit-of-work.js';

/** One message of a provider as it came in, well signed, and what was decided about it. */
export abstract class CallbackRow extends Row {
  /** SHA-256 of the body: the same bytes are the same event, however often they are delivered. */
  @Column({ type: 'char', length: 64 }) eventKey!: string;
  abstract verdict: string;
  @TextColumn(300, { nullable: true }) note!: string | null;
  @Column({ type: 'int' }) deliveries!: number;
  @TextColumn(45, { nullable: true }) ip!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
  @InstantColumn({ nullable: true }) processedAt!: Date | null;
}

interface Nature<Callback extends CallbackRow> {
  /** Whose callbacks they are: `payment`; names the jobs. */
  noun: string;
  entity: EntityTarget<Callback>;
  queue: QueueName;
  actor: Actor;
  /** Acts on a locked callback and answers its verdict, with whatever else is to be written into its row. */
  judge: (uow: UnitOfWork, callback: Callback) => Promise<Partial<Callback>>;
}

const batch = 500;
/** The job of a fresh callback is on its way; one this old has lost it. */
const strandedMs = 60_000;

/** A callback that was given up may be tried again: staff restart its job once the cause is mended. */
const undecided = new Set(['RECEIVED', 'FAILED']);
/** Those that changed our records keep the verdict that says so. */
const settled = new Set(['APPLIED', 'PARKED']);

const describe = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300);

/** What a provider told us: kept once, byte for byte, before anything acts on it, and acted on by a job. */
export class CallbackInbox<Callback extends CallbackRow> {
  /** Acts on one stored callback. */
  private readonly processing: Job = defineJob({
    name: `process-${this.nature.noun}-callback`,
    queue: this.nature.queue,
    schema: byId,
    handle: ({ id }, attempt) => this.processOrGiveUp(id, attempt),
  });

  /** Gives stored callbacks that lost their job another one. */
  private readonly requeueing: Job = defineJob({
    name: `requeue-${this.nature.noun}-callbacks`,
    queue: this.nature.queue,
    attempts: 3,
    schema: z.object({}).loose(),
    handle: (_payload, attempt) =>
      attempt.inTransaction(this.nature.actor, async (uow) => {
        for (const id of await this.stranded(uow)) uow.enqueue(this.processing, { id });
      }),
  });

  readonly jobs: Job[] = [this.processing, this.requeueing];
  readonly schedule: ScheduledTask[] = [{ name: this.requeueing.name, every: 60_000, job: this.requeueing }];

  constructor(readonly nature: Nature<Callback>) {}

  /** Stores a genuine callback with the job that acts on it, in one transaction. Answers whether it was new. */
  receive(body: Buffer, columns: Record<string, unknown>): Promise<boolean> {
    return inTransaction(this.nature.actor, async (uow) => {
      const id = await this.keep(uow, body, columns);
      if (id) uow.enqueue(this.processing, { id });
      return id !== null;
    });
  }

  /** Answers the id of the row; null for the same bytes again, which only count up. Columns by their SQL names. */
  async keep(uow: UnitOfWork, body: Buffer, columns: Record<string, unknown>): Promise<string | null> {
    const id = newId();
    const common = { id, event_key: sha256(body), request_id: currentRequestId(), created_at: uow.now };
    const row = { ...common, ...columns };
    const changed = await uow.run(
      `INSERT INTO ${uow.tableOf(this.nature.entity)} (${Object.keys(row).join(', ')}) VALUES (?)
       ON DUPLICATE KEY UPDATE deliveries = deliveries + 1`,
      [Object.values(row)],
    );
    return changed === 1 ? id : null;
  }

  /** Acts on a stored callback and writes down what became of it; one that was acted on before is left alone. */
  async process(uow: UnitOfWork, id: string): Promise<void> {
    const callback = await this.lock(uow, id);
    if (undecided.has(callback.verdict)) this.conclude(uow, id, await this.nature.judge(uow, callback));
  }

  /**
   * Has a callback judged anew that was given up, ignored or put up for review; dead jobs about it leave their list.
   * @throws DomainError `callback_settled` (409) for one that changed our records.
   */
  async reopen(uow: UnitOfWork, id: string): Promise<Pick<CallbackRow, 'verdict' | 'note'>> {
    const { verdict, note } = await this.lock(uow, id);
    if (settled.has(verdict)) throw conflict('callback_settled', { verdict });
    this.update(uow, id, { verdict: 'RECEIVED', note: null, processedAt: null });
    await replaceDeadJobs(uow, this.processing.name, id);
    uow.enqueue(this.processing, { id });
    return { verdict, note };
  }

  /** Tries, and after the last try marks the callback as failed, so that staff find it in the inbox. */
  private async processOrGiveUp(id: string, attempt: Attempt): Promise<void> {
    const { actor } = this.nature;
    try {
      await attempt.conclude(actor, (uow) => this.process(uow, id));
    } catch (error) {
      const givenUp = { verdict: 'FAILED', note: describe(error) };
      if (attempt.isLast) await attempt.inTransaction(actor, async (uow) => this.conclude(uow, id, givenUp));
      throw error;
    }
  }

  /**
   * Callbacks that nothing has acted on although their job should have long run, and is gone. One whose job fails and
   * backs off has all it needs; those at most delay the ones behind them until their tries are used up.
   */
  private async stranded(uow: UnitOfWork): Promise<string[]> {
    const rows = await uow.sql<{ id: string }>(
      `SELECT id FROM ${uow.tableOf(this.nature.entity)} WHERE verdict = 'RECEIVED' AND created_at < ?
       ORDER BY created_at LIMIT ${batch}`,
      [new Date(uow.now.getTime() - strandedMs)],
    );
    const ids = rows.map(({ id }) => id);
    const underWay = await subjectsUnderWay(uow, this.processing.name, ids);
    return ids.filter((id) => !underWay.has(id));
  }

  private lock(uow: UnitOfWork, id: string): Promise<Callback> {
    return uow.lock(this.nature.entity, { id } as FindOptionsWhere<Callback>);
  }

  private conclude(uow: UnitOfWork, id: string, conclusion: Partial<CallbackRow>): void {
    this.update(uow, id, { ...conclusion, processedAt: uow.now });
  }

  private update(uow: UnitOfWork, id: string, set: Partial<CallbackRow>): void {
    uow.addUpdate(this.nature.entity, { id } as Partial<Callback>, set as Partial<Callback>);
  }
}
