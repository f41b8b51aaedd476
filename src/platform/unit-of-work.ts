import type { EntityManager, EntityTarget } from 'typeorm';
import type { Actor } from './actor.js';
import { database, type Connection } from './database.js';
import { conflict } from './errors.js';
import { columnsOf, outboxRowsFor, wakeRelay, type EnqueueOptions, type OutboxRow } from './outbox.js';
import { retryOnDeadlock } from './retry.js';
import {
  firstSteps,
  Histories,
  type BeginOptions,
  type MoveOptions,
  type Stateful,
  type Step,
} from './history.js';
import { Packets } from './packets.js';
import { RowWork } from './row-work.js';
import { insertInto } from './statements.js';
import type { StateMachine } from './states.js';
import { logger } from './logger.js';

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

  /**
   * Writes the first line of a row's history and tells subscribers that it exists; or a line and an event for every
   * step that the row has been through before it is written, such as `place` and then `pay`.
   */
  begin<State extends string, Event extends string>(
    machine: StateMachine<State, Event>,
    row: Stateful<State>,
    events: string | [string, ...Event[]],
    { reason, payload, isTold = true }: BeginOptions = {},
  ): void {
    for (const step of firstSteps(machine, row.status, events)) {
      const taken = { ...step, reason };
      if (isTold) this.tell(machine, row.id, taken, payload);
      else this.histories.add(machine, row.id, taken, this);
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
