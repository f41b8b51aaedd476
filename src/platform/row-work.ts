import type { EntityManager, EntityMetadata, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { clock } from './clock.js';
import { notFound } from './errors.js';
import type { Claim, Packets } from './packets.js';
import { selectionOf } from './rows.js';
import { insertOf, updateOf, type Statement, type Values } from './statements.js';

/** What can be done with rows in one database transaction, and its moment. */
export class RowWork {
  readonly now = clock.now();

  constructor(
    private readonly manager: EntityManager,
    protected readonly packets: Packets,
  ) {}

  /** Rows of a SELECT inside this transaction. */
  sql<T>(text: string, params: unknown[] = []): Promise<T[]> {
    return this.packets.send<T[]>({ text, params });
  }

  /**
   * Rows of a SELECT that travels ahead of the next statement, in the same packet, so that it costs no trip; they are
   * there when that statement is back. For what only decides whether the whole work stands: what travels along is sent
   * whatever they say, and a refusal must undo it by being thrown.
   */
  ask<T>(text: string, params: unknown[] = []): () => T[] {
    let rows: T[] | undefined;
    this.packets.ask({ text, params }, (result) => {
      rows = result as T[];
    });
    return () => {
      if (!rows) throw new Error('The answer is not back yet.');
      return rows;
    };
  }

  /**
   * A statement that must change one row, or the whole work is refused: it travels ahead of the next one and costs no
   * trip, and never in the packet of the COMMIT.
   */
  expectOne(text: string, params: unknown[], refusal: () => Error): void {
    this.packets.ask({ text, params }, (result) => {
      if ((result as { affectedRows: number }).affectedRows !== 1) throw refusal();
    });
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
    await this.flush();
  }

  /** Sends what was added so far, for whoever wants to hear of a refusal here. */
  flush(): Promise<void> {
    return this.packets.flush();
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

  /** `update` where nobody wants to know the count: it travels with what is sent next. */
  addUpdate<T extends ObjectLiteral>(entity: EntityTarget<T>, where: Partial<T>, set: Partial<T>): void {
    this.packets.add(updateOf(this.metadataOf(entity), where, set, this.now));
  }

  async find<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
  ): Promise<T | null> {
    return this.first(entity, where, 'LIMIT 1');
  }

  async list<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>): Promise<T[]> {
    return (await this.plainRows(entity, where)) ?? this.manager.find(entity, { where });
  }

  /** Locks a row that may not be there. */
  async lockIfAny<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
  ): Promise<T | null> {
    return this.first(entity, where, 'LIMIT 1 FOR UPDATE');
  }

  /** Locks what is decided on; what is read after the lock is current. @throws DomainError `not_found`. */
  async lock<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>): Promise<T> {
    const row = await this.lockIfAny(entity, where);
    if (!row) throw notFound(this.tableOf(entity));
    return row;
  }

  /** The name of an entity's table, for statements written by hand. */
  tableOf<T extends ObjectLiteral>(entity: EntityTarget<T>): string {
    return this.metadataOf(entity).tableName;
  }

  private async first<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
    ending: 'LIMIT 1' | 'LIMIT 1 FOR UPDATE',
  ): Promise<T | null> {
    const rows = await this.plainRows(entity, where, ending);
    if (rows) return rows[0] ?? null;
    const lock = ending === 'LIMIT 1' ? {} : { lock: { mode: 'pessimistic_write' as const } };
    return this.manager.findOne(entity, { where, ...lock });
  }

  /** In one packet with what waits; null, with nothing left to wait, for a question that TypeORM must put. */
  private async plainRows<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
    ending = '',
  ): Promise<T[] | null> {
    const asked = selectionOf<T>(this.metadataOf(entity), where, ending);
    if (asked) return (await this.packets.send<Record<string, unknown>[]>(asked.statement)).map(asked.make);
    await this.packets.flush();
    return null;
  }

  private metadataOf<T extends ObjectLiteral>(entity: EntityTarget<T>): EntityMetadata {
    return this.manager.connection.getMetadata(entity);
  }
}
