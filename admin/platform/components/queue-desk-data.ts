export type ProcessKind = 'web' | 'worker' | 'scheduler';

/** One process as its last heartbeat told. */
export interface ProcessState {
  id: string;
  kinds: ProcessKind[];
  host: string;
  pid: number;
  started_at: string;
  seen_at: string;
  state: 'ok' | 'degraded' | 'silent';
  redis_up: boolean;
  redis_errors: number;
  /** Class of the newest error. */
  redis_error: string | null;
}

export interface KindState {
  kind: ProcessKind;
  condition: 'ok' | 'degraded';
  processes: ProcessState[];
}

export interface QueueState {
  id: string;
  name: string;
  status: 'RUNNING' | 'PAUSED';
  paused_at: string | null;
  paused_by: string | null;
  pause_reason: string | null;
  drained_at: string | null;
  /** Due and not begun. */
  waiting: number;
  running: number;
  delayed: number;
  dead: number;
  /** Jobs that lie in Redis; null while it is away. */
  in_redis: number | null;
  /** When the oldest job that is due and not done was due. */
  oldest_at: string | null;
  waiting_href: string;
  dead_href: string;
}

export interface QueueDeskData {
  redis: 'up' | 'down';
  kinds: KindState[];
  queues: QueueState[];
  may_manage: boolean;
  /** For so many minutes back are errors counted. */
  error_minutes: number;
}
