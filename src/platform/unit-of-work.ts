import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Actor } from './actor.js';
import { database, type Connection } from './database.js';
import { conflict } from './errors.js';
import { columnsOf, outboxRowsFor, wakeRelay, type EnqueueOptions, type OutboxRow } from './outbox.js';
import { retryOnDeadlock } from './retry.js';
import { Histories, type Step } from './history.js';
import { Packets } from './packets.js';
import { RowWork } from './row-work.js';
import { insertInto } from './statements.js';
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
export class UnitOfWork extends RowWork {
  private readonly histories = new Histories();
  private readonly outbox: OutboxRow[] = [];
  private readonly afterCommits: (() => void | Promise<void>)[] = [];

  constructor(
    readonly actor: Actor,
    manager: EntityManager,
    packets: Packets,
  ) {
    super(manager, packets);
  }

  /** Writes the first line of a row's history and tells subscribers that it exists. */
  begin<State extends string, Event extends string>(
    machine: StateMachine<State, Event>,
    row: Stateful<State>,
    event: string,
    options: { reason?: string; payload?: Record<string, unknown> } = {},
  ): void {
    this.tell(
      machine,
      row.id,
      { from: null, to: row.status, event, reason: options.reason },
      options.payload,
    );
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
      const taken = { from: state, to, event };
      if (isTold) this.tell(machine, row.id, taken, payload);
      else this.histories.add(machine, row.id, taken, this);
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
    this.tell(machine, row.id, { from, to, event, reason: options.reason }, options.payload);
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
    for (const history of this.histories.statements()) this.packets.add(history);
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

  /** The line of a step in the row's history, and its event. */
  private tell(
    machine: StateMachine<string, string>,
    id: string,
    step: Step,
    payload?: Record<string, unknown>,
  ): void {
    this.histories.add(machine, id, step, this);
    this.emit(`${machine.noun}.${step.to.toLowerCase()}`, { id, ...payload });
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
