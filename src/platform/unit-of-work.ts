import type {
  EntityManager,
  EntityMetadata,
  EntityTarget,
  FindOptionsWhere,
  ObjectLiteral,
  QueryRunner,
} from 'typeorm';
import type { Actor } from './actor.js';
import { clock } from './clock.js';
import { database } from './database.js';
import { conflict, notFound } from './errors.js';
import { columnsOf, outboxRowsFor, wakeRelay, type EnqueueOptions, type OutboxRow } from './outbox.js';
import { retryOnDeadlock } from './retry.js';
import {
  firstSteps,
  historyRow,
  type BeginOptions,
  type HistoryRow,
  type MoveOptions,
  type Stateful,
  type Step,
} from './history.js';
import { insertInto, insertOf, sendAll, updateRows, type Statement, type Values } from './statements.js';
import type { StateMachine } from './states.js';
import { logger } from './logger.js';

/** One database transaction with its actor, its moment, and the events it will leave behind. */
export class UnitOfWork {
  readonly now = clock.now();
  private readonly added: Statement[] = [];
  private readonly histories = new Map<string, HistoryRow[]>();
  private readonly outbox: OutboxRow[] = [];
  private readonly afterCommits: (() => void | Promise<void>)[] = [];

  constructor(
    readonly actor: Actor,
    private readonly manager: EntityManager,
    private readonly runner: QueryRunner,
  ) {}

  /** Rows of a SELECT inside this transaction. */
  async sql<T>(text: string, params: unknown[] = []): Promise<T[]> {
    await this.sendAdded();
    return (await this.runner.query(text, params)) as T[];
  }

  /** A statement that changes rows; answers how many it changed. */
  async run(text: string, params: unknown[] = []): Promise<number> {
    await this.sendAdded();
    return ((await this.runner.query(text, params)) as { affectedRows: number }).affectedRows;
  }

  /**
   * Rows that cannot be refused, because their ids are new: they travel in one packet with the next of their kind and
   * the COMMIT, or ahead of the next statement that is sent before that. Times are filled in where the entity has them.
   */
  add<T extends ObjectLiteral>(entity: EntityTarget<T>, values: Values<T> | Values<T>[]): void {
    const rows = Array.isArray(values) ? values : [values];
    if (rows.length > 0) this.added.push(insertOf(this.metadataOf(entity), rows, this.now));
  }

  /** The same for a statement written by hand, such as one that reads what this transaction has just changed. */
  addSql(text: string, params: unknown[]): void {
    this.added.push({ text, params });
  }

  /** `add` at once, for rows that a unique key may refuse; nothing is read back. */
  async insert<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    values: Values<T> | Values<T>[],
  ): Promise<void> {
    this.add(entity, values);
    await this.sendAdded();
  }

  /** A conditional UPDATE by plain equality; answers how many rows it changed. */
  async update<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: Partial<T>,
    set: Partial<T>,
  ): Promise<number> {
    await this.sendAdded();
    return updateRows(this.runner, entity, where, set, this.now);
  }

  async find<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
  ): Promise<T | null> {
    await this.sendAdded();
    return this.manager.findOne(entity, { where });
  }

  async list<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>): Promise<T[]> {
    await this.sendAdded();
    return this.manager.find(entity, { where });
  }

  /** Locks a row that may not be there. */
  async lockIfAny<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
  ): Promise<T | null> {
    await this.sendAdded();
    return this.manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' } });
  }

  /** Locks what is decided on; what is read after the lock is current. @throws DomainError `not_found`. */
  async lock<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>): Promise<T> {
    const row = await this.lockIfAny(entity, where);
    if (!row) throw notFound(this.tableOf(entity));
    return row;
  }

  /**
   * Writes the first line of a row's history and tells subscribers that it exists; with several events, a line for each
   * step that the row has been through before it is written, such as `place` and then `pay`.
   */
  begin<State extends string, Event extends string>(
    machine: StateMachine<State, Event>,
    row: Stateful<State>,
    events: string | [string, ...Event[]],
    { reason, payload, isTold = true }: BeginOptions = {},
  ): void {
    for (const step of firstSteps(machine, row.status, events)) {
      this.remember(machine, row.id, { ...step, reason });
      if (isTold) this.emit(`${machine.noun}.${step.to.toLowerCase()}`, { id: row.id, ...payload });
    }
  }

  /**
   * The only way a state changes: allowed by the table, one conditional UPDATE, a history row, an event.
   * @throws DomainError `illegal_transition` when the table says no, `changed_meanwhile` when somebody was faster.
   */
  async move<State extends string, Event extends string, T extends Stateful<State>>(
    machine: StateMachine<State, Event>,
    entity: EntityTarget<T>,
    row: T,
    event: Event,
    options: MoveOptions<T> = {},
  ): Promise<T> {
    const from = row.status;
    const to = machine.next(from, event);
    const changes = { ...options.set, status: to } as Partial<T>;
    const changed = await this.update(entity, { id: row.id, status: from } as Partial<T>, changes);
    if (changed !== 1) throw conflict('changed_meanwhile', { noun: machine.noun });
    this.remember(machine, row.id, { from, to, event, reason: options.reason });
    this.emit(`${machine.noun}.${to.toLowerCase()}`, { id: row.id, ...options.payload });
    return Object.assign(row, changes);
  }

  /** A past-tense fact: one outbox row per job that subscribed to it. */
  emit(event: string, payload: Record<string, unknown>): void {
    this.outbox.push(...outboxRowsFor(event, payload));
  }

  /** A job to run after commit, once, and again until it succeeds. */
  enqueue(
    job: { name: string; queue: string },
    payload: Record<string, unknown>,
    options: EnqueueOptions = {},
  ): void {
    this.outbox.push({ job: job.name, queue: job.queue, payload, ...options });
  }

  /** Best effort once the data is safe: sockets, cache. Never something that must happen. */
  afterCommit(work: () => void | Promise<void>): void {
    this.afterCommits.push(work);
  }

  /** Ends the transaction with all that is left to write in one packet; called by `inTransaction` and `rehearse`. */
  async end(word: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    for (const [table, rows] of this.histories) this.added.push(insertInto(table, rows));
    if (this.outbox.length > 0) this.added.push(insertInto('outbox', this.outbox.map(columnsOf)));
    this.added.push({ text: word, params: [] });
    await this.sendAdded();
  }

  async committed(): Promise<void> {
    if (this.outbox.length > 0) wakeRelay();
    for (const work of this.afterCommits) {
      try {
        await work();
      } catch (error) {
        logger.warn({ err: error }, 'work after a commit failed; the data is safe');
      }
    }
  }

  /** The name of an entity's table, for statements written by hand. */
  tableOf<T extends ObjectLiteral>(entity: EntityTarget<T>): string {
    return this.metadataOf(entity).tableName;
  }

  private metadataOf<T extends ObjectLiteral>(entity: EntityTarget<T>): EntityMetadata {
    return this.manager.connection.getMetadata(entity);
  }

  private async sendAdded(): Promise<void> {
    if (this.added.length > 0) await sendAll(this.runner, this.added.splice(0));
  }

  private remember(machine: StateMachine<string, string>, id: string, step: Step): void {
    const { table } = machine.history;
    const rows = this.histories.get(table) ?? [];
    this.histories.set(table, [...rows, historyRow(machine, id, step, this)]);
  }
}

/**
 * The only way to write: opens a transaction at the edge (door, job, console action), never inside a use case.
 * Dead locks and lock waits run the whole work again, so the work must touch nothing but the database.
 */
export const inTransaction = <T>(actor: Actor, work: (uow: UnitOfWork) => Promise<T>): Promise<T> =>
  retryOnDeadlock(() => attemptOnce(actor, work, 'COMMIT'));

/**
 * Tries work without doing it: every statement is sent, so whatever would refuse it refuses it now, and then all is
 * rolled back. Nothing stays, nobody is woken or told, and work meant for after the commit does not happen.
 */
export const rehearse = <T>(actor: Actor, work: (uow: UnitOfWork) => Promise<T>): Promise<T> =>
  retryOnDeadlock(() => attemptOnce(actor, work, 'ROLLBACK'));

async function attemptOnce<T>(
  actor: Actor,
  work: (uow: UnitOfWork) => Promise<T>,
  end: 'COMMIT' | 'ROLLBACK',
): Promise<T> {
  const runner = database().createQueryRunner();
  try {
    await runner.startTransaction();
    const uow = new UnitOfWork(actor, runner.manager, runner);
    const result = await work(uow);
    await uow.end(end);
    if (end === 'COMMIT') await uow.committed();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}
