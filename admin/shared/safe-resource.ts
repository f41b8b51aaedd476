import { Resource } from '@adminjs/typeorm';
import { BaseRecord, ForbiddenError, type ActionContext, type BaseProperty, type Filter } from 'adminjs';
import type { BaseEntity, ObjectLiteral, Repository, SelectQueryBuilder } from 'typeorm';
import { database, type EntityClass } from '../../src/platform/database.js';
import { may, type Viewer } from '../viewer.js';
import type { Derived, Policy } from './policy.js';
import { presentRow, readableFields, type Row } from './present.js';
import { narrow } from './where.js';

interface Page {
  limit?: unknown;
  offset?: unknown;
  sort?: { sortBy?: string; direction?: string };
}

const mostPerPage = 100;
/** Lists end here and ask for a narrower filter; counting and paging further would read the whole table. */
export const mostCounted = 10_000;

const whole = (value: unknown, fallback: number, least: number, most: number): number => {
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? Math.min(Math.max(number, least), most) : fallback;
};

/** Ids are plain letters and digits; the database refuses to compare them with anything else. */
const isId = (id: string | number): boolean => /^[0-9A-Za-z]{1,64}$/.test(String(id));

/**
 * The one choke point between AdminJS and a table: reads only what the policy lists and the person may see,
 * never writes. Changes are actions that call use cases.
 */
export class SafeResource extends Resource {
  constructor(
    private readonly entity: EntityClass,
    readonly policy: Policy,
  ) {
    super(entity as unknown as typeof BaseEntity);
  }

  private repository(): Repository<ObjectLiteral> {
    return database().getRepository(this.entity);
  }

  private viewer(context: ActionContext | undefined): Viewer | undefined {
    return context?.currentAdmin as Viewer | undefined;
  }

  /** Columns without a field in the policy do not exist for AdminJS. */
  override properties(): ReturnType<Resource['properties']> {
    return super.properties().filter((property) => this.isKnown(property));
  }

  override property(path: string): ReturnType<Resource['property']> {
    const property = super.property(path) as BaseProperty | undefined;
    return (property && this.isKnown(property) ? property : null) as ReturnType<Resource['property']>;
  }

  private isKnown(property: BaseProperty): boolean {
    return property.path() === 'id' || Object.hasOwn(this.policy.fields, property.path());
  }

  private narrowed(filter: Filter, context?: ActionContext): SelectQueryBuilder<ObjectLiteral> {
    const query = this.repository().createQueryBuilder('row');
    narrow(query, this.policy, readableFields(this.policy, this.viewer(context)), filter);
    return query;
  }

  /** Bounded: reads at most as many index entries as pages can be turned. */
  override async count(filter: Filter, context?: ActionContext): Promise<number> {
    const [text, params] = this.narrowed(filter, context)
      .select('row.id', 'id')
      .limit(mostCounted)
      .getQueryAndParameters();
    const rows = (await database().query(`SELECT COUNT(*) AS total FROM (${text}) counted`, params)) as {
      total: string | number;
    }[];
    return Number(rows[0]?.total ?? 0);
  }

  /** Finds the ids in a narrow index first and loads only the rows of the page. */
  override async find(filter: Filter, page: Page, context?: ActionContext): Promise<BaseRecord[]> {
    const { sortBy, direction } = page.sort ?? {};
    const isSortable = sortBy !== undefined && this.policy.sorts.includes(sortBy);
    const by = isSortable ? sortBy : 'id';
    const order = isSortable && String(direction).toLowerCase() === 'asc' ? 'ASC' : 'DESC';
    const query = this.narrowed(filter, context).select('row.id', 'id').orderBy(`row.${by}`, order);
    if (by !== 'id') query.addOrderBy('row.id', order);
    const found = await query
      .limit(whole(page.limit, 20, 1, mostPerPage))
      .offset(whole(page.offset, 0, 0, mostCounted))
      .getRawMany<{ id: string }>();
    return this.load(
      found.map(({ id }) => String(id)),
      readableFields(this.policy, this.viewer(context)),
      this.policy.derived,
    );
  }

  private async load(ids: string[], names: readonly string[], derived?: Derived): Promise<BaseRecord[]> {
    if (ids.length === 0) return [];
    const extras = await derived?.load(ids);
    const rows = await this.repository()
      .createQueryBuilder('row')
      .select(names.map((name) => `row.${name}`))
      .where('row.id IN (:...ids)', { ids })
      .getMany();
    const byId = new Map(rows.map((row) => [String(row['id']), row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      const shown = { ...presentRow((row ?? {}) as Row, this.policy, names), ...extras?.get(id) };
      return row ? [new BaseRecord(shown, this)] : [];
    });
  }

  override async findOne(id: string | number, context?: ActionContext): Promise<BaseRecord | null> {
    if (!may(this.viewer(context), this.policy.read)) return null;
    const names = readableFields(this.policy, this.viewer(context));
    if (!isId(id)) return null;
    const [record] = await this.load([String(id)], names, this.policy.derived);
    return record ?? null;
  }

  /** Rows that another resource refers to: name and id, and nothing for people who may not read this table. */
  override async findMany(ids: (string | number)[], context?: ActionContext): Promise<BaseRecord[]> {
    if (!may(this.viewer(context), this.policy.read)) return [];
    const readable = readableFields(this.policy, this.viewer(context));
    return this.load(
      [...new Set(ids.filter(isId).map(String))].slice(0, mostPerPage),
      ['id', this.policy.title].filter(
        (name, index, all) => readable.includes(name) && all.indexOf(name) === index,
      ),
    );
  }

  override create(): Promise<never> {
    return Promise.reject(new ForbiddenError('readOnly'));
  }

  override update(): Promise<never> {
    return Promise.reject(new ForbiddenError('readOnly'));
  }

  override delete(): Promise<never> {
    return Promise.reject(new ForbiddenError('readOnly'));
  }
}
