import type { EntityManager, EntityMetadata, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { Actor } from './actor.js';
import { clock } from './clock.js';
import { database, type Connection } from './database.js';
import { conflict, notFound } from './errors.js';
import { columnsOf, outboxRowsFor, wakeRelay, type EnqueueOptions, type OutboxRow } from './outbox.js';
import { retryOnDeadlock } from './retry.js';
import { historyRow, type HistoryRow, type Step } from './history.js';
import { Packets, type Claim } from './packets.js';
import { insertInto, insertOf, updateOf, type Statement, type Values } from './statements.js';
import type { StateMachine } from './states.js';
import { logger } from './logger.js';

interface Stateful<State extends string> extends ObjectLiteral {
  id: string;
  status: State;
}

interface MoveOptions<T> {
  reason?: string;
  /** Columns that change together with the state. */
  set?: Partial<T>;
  /** Figures the subscribers need besides the id. */
  payload?: Record<string, unknown>;
}

/** One database transaction with its actor, its moment, and the events it will leave behind. */
export class UnitOfWork {
  readonly now = clock.now();
  private readonly histories = new Map<string, HistoryRow[]>();
  private readonly outbox: OutboxRow[] = [];
  private readonly afterCommits: (() => void | Promise<void>)[] = [];

  constructor(
    readonly actor: Actor,
    private readonly manager: EntityManager,
    private readonly packets: Packets,
  ) {}

  /** Rows of a SELECT inside this transaction. */
  sql<T>(text: string, params: unknown[] = []): Promise<T[]> {
    return this.packets.send<T[]>({ text, params });
  }

  /** A statement that changes rows; answers how many it changed. */
  async run(text: string, params: unknown[] = []): Promise<number> {
    return (await this.packets.send<{ affectedRows: number }>({ text, params })).affectedRows;
  }

  /**
   * Rows that cannot be refused, because their ids are new: they travel in one packet with the next of their kind and
   * the COMMIT, or ahead of the next statement that is sent before that. Times are filled in where the entity has them.
   */
  add<T extends ObjectLiteral>(entity: EntityTarget<T>, values: Values<T> | Values<T>[]): void {
    const rows = Array.isArray(values) ? values : [values];
    if (rows.length > 0) this.packets.add(insertOf(this.metadataOf(entity), rows, this.now));
  }

  /** The same for a statement written by hand, such as one that reads what this transaction has just changed. */
  addSql(text: string, params: unknown[]): void {
    this.packets.add({ text, params });
  }

  /** `add` at once, for rows that a unique key may refuse; nothing is read back. */
  async insert<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    values: Values<T> | Values<T>[],
  ): Promise<void> {
    this.add(entity, values);
    await this.packets.flush();
  }

  /**
   * A row whose key somebody may have taken before, where that ends the whole work: it travels ahead of all that
   * follows, in the same packet, and the refusal shows at the next statement that is sent or at the commit.
   */
  addClaim(statement: Statement, claim: Claim): void {
    this.packets.add(statement, claim);
  }

  /** A conditional UPDATE by plain equality; answers how many rows it changed. */
  async update<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: Partial<T>,
    set: Partial<T>,
  ): Promise<number> {
    const { text, params } = updateOf(this.metadataOf(entity), where, set, this.now);
    return this.run(text, params);
  }

  async find<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
  ): Promise<T | null> {
    await this.packets.flush();
    return this.manager.findOne(entity, { where });
  }

  async list<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>): Promise<T[]> {
    await this.packets.flush();
    return this.manager.find(entity, { where });
  }

  /** Locks a row that may not be there. */
  async lockIfAny<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
  ): Promise<T | null> {
    await this.packets.flush();
    return this.manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' } });
  }

  /** Locks what is decided on; what is read after the lock is current. @throws DomainError `not_found`. */
  async lock<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>): Promise<T> {
    const row = await this.lockIfAny(entity, where);
    if (!row) throw notFound(this.tableOf(entity));
    return row;
  }

  /** Writes the first line of a row's history and tells subscribers that it exists. */
  begin<State extends string, Event extends string>(
    machine: StateMachine<State, Event>,
    row: Stateful<State>,
    event: string,
    options: { reason?: string; payload?: Record<string, unknown> } = {},
  ): void {
    this.remember(machine, row.id, { from: null, to: row.status, event, reason: options.reason });
    this.emit(`${machine.noun}.${row.status.toLowerCase()}`, { id: row.id, ...options.payload });
  }

  /**
   * The same for a row that has been through several states before it is written, such as `place` and then `pay`: it
   * begins in the first state of the table, and every step has its line and its event.
   */
  beginWith<State extends string, Event extends string>(
    machine: StateMachine<State, Event>,
    row: Stateful<State>,
    [opening, ...events]: [string, ...Event[]],
    { payload, isTold = true }: { payload?: Record<string, unknown>; isTold?: boolean } = {},
  ): void {
    let state: State | null = null;
    const step = (event: string, to: State) => {
      this.remember(machine, row.id, { from: state, to, event });
      if (isTold) this.emit(`${machine.noun}.${to.toLowerCase()}`, { id: row.id, ...payload });
      state = to;
    };
    step(opening, machine.states[0] as State);
    for (const event of events) step(event, machine.next(state ?? row.status, event));
    if (state !== row.status)
      throw new Error(`A ${machine.noun} that begins as ${row.status} ended elsewhere.`);
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
    for (const [table, rows] of this.histories) this.packets.add(insertInto(table, rows));
    if (this.outbox.length > 0) this.packets.add(insertInto('outbox', this.outbox.map(columnsOf)));
    await this.packets.end(word);
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
  const packets = new Packets((await runner.connect()) as Connection);
  // TypeORM reads over the same connection, and locks rows only where it knows of a transaction.
  Object.assign(runner, { isTransactionActive: true });
  try {
    const uow = new UnitOfWork(actor, runner.manager, packets);
    const result = await work(uow);
    await uow.end(end);
    if (end === 'COMMIT') await uow.committed();
    return result;
  } catch (error) {
    await packets.rollBack();
    throw error;
  } finally {
    await runner.release();
  }
}
