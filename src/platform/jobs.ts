import { z } from 'zod';
import type { Actor } from './actor.js';
import type { UnitOfWork } from './unit-of-work.js';

export type QueueName = 'payments' | 'fulfilments' | 'notifications' | 'mail' | 'maintenance';

/** One try at a job; it owns the outbox row until its lease ends or a newer attempt takes over. */
export interface Attempt {
  id: string;
  number: number;
  isLast: boolean;
  /** A unit of work that begins by proving that this attempt still owns the job. @throws FencedError if not. */
  inTransaction<T>(actor: Actor, work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
  /**
   * The last unit of work of a job, which is done by the very commit that keeps its effect. The proof travels with the
   * first statement that is waited for, so the work must touch nothing but the database. @throws FencedError if not.
   */
  conclude<T>(actor: Actor, work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
  /** Proves ownership right before a call to the outside world. @throws FencedError if lost. */
  assertOwned(): Promise<void>;
}

export interface Job<Payload = unknown> {
  /** Imperative: `ProcessDigiflazzOrder`, `expire-unpaid-transactions`. */
  name: string;
  queue: QueueName;
  /** Failures before the job goes to the dead list, which staff see and can restart. */
  attempts: number;
  /** Gap before the next try; grows, with jitter. */
  backoffMs: (failures: number) => number;
  /** Events that ring this job. */
  on: string[];
  schema: z.ZodType<Payload>;
  handle(payload: Payload, attempt: Attempt): Promise<void>;
}

type JobOptions<Payload> = Pick<Job<Payload>, 'name' | 'queue' | 'schema' | 'handle'> &
  Partial<Pick<Job<Payload>, 'attempts' | 'backoffMs' | 'on'>>;

/** Doubles from half a second to ten minutes, plus up to a quarter of jitter. */
export const exponential = (failures: number): number =>
  Math.min(500 * 2 ** failures, 600_000) * (1 + Math.random() / 4);

/** Declares a job: a doorbell that calls a use case. It may run twice and must not mind. */
export function defineJob<Payload>(options: JobOptions<Payload>): Job {
  return { attempts: 8, backoffMs: exponential, on: [], ...options } as unknown as Job;
}

/** What an event that says nothing but "this row" carries. */
export const byId = z.object({ id: z.string() }).loose();

const registry = new Map<string, Job>();

/** Called once at start with the list in `src/jobs.ts`. */
export function registerJobs(jobs: Job[]): void {
  for (const job of jobs) registry.set(job.name, job);
}

export const jobNamed = (name: string): Job | undefined => registry.get(name);

export const jobsFor = (event: string): Job[] =>
  [...registry.values()].filter((job) => job.on.includes(event));

export const queueNames = (): QueueName[] => [...new Set([...registry.values()].map((job) => job.queue))];
