import { useEffect, useRef, useState } from 'react';
import { io, type Socket } from 'socket.io-client';

/** The sales that changed since the last look; null when signals may have been missed, so that anything may have. */
export type News = ReadonlySet<string> | null;

interface Listener {
  hear: (saleId: string | null) => void;
  live: (isLive: boolean) => void;
}

interface Options {
  /** Signals come in bursts; one look in this time is enough for eyes. */
  quietMs?: number;
  /** Without signals, or for what has no signal, the page looks by itself. */
  pollMs?: number;
  enabled?: boolean;
}

const listeners = new Set<Listener>();
let shared: Socket | undefined;

const tell = (message: (listener: Listener) => void): void => listeners.forEach(message);

/** One connection for the whole page, kept open while people move between screens. */
function connection(): Socket {
  if (shared) return shared;
  const socket = io('/staff', { withCredentials: true });
  socket.on('connect', () =>
    tell(({ live, hear }) => {
      live(true);
      hear(null);
    }),
  );
  socket.on('disconnect', () => tell(({ live }) => live(false)));
  socket.on('desk.updated', ({ id }: { id: string }) => tell(({ hear }) => hear(id)));
  shared = socket;
  return socket;
}

const together = (first: News, second: string | null): News =>
  first === null || second === null ? null : new Set([...first, second]);

const hasEndedSession = (error: unknown): boolean =>
  (error as { response?: { status?: number } }).response?.status === 401;

/** Gathers signals and looks once for all of them, never twice at the same time. */
function calmly(look: (news: News) => Promise<void>, quietMs: number) {
  let gathered: News | undefined;
  let timer: number | undefined;
  let busy = false;
  let stopped = false;

  const run = async (): Promise<void> => {
    timer = undefined;
    const news = gathered ?? null;
    gathered = undefined;
    busy = true;
    try {
      await look(news);
    } catch (error) {
      // A look that failed is made again at the next signal; the end of the session is the page's business.
      if (hasEndedSession(error)) throw error;
    } finally {
      busy = false;
      if (gathered !== undefined) schedule();
    }
  };
  const schedule = (): void => {
    if (!stopped && !busy) timer ??= window.setTimeout(() => void run(), quietMs);
  };
  return {
    hear: (saleId: string | null): void => {
      gathered = together(gathered === undefined ? new Set() : gathered, saleId);
      schedule();
    },
    stop: (): void => {
      stopped = true;
      window.clearTimeout(timer);
    },
  };
}

/**
 * Looks again whenever sales change, after a connection that was lost, and now and then in any case.
 * @returns whether the server is heard at this moment
 */
export function useDeskSignals(look: (news: News) => Promise<void>, options: Options = {}): boolean {
  const { quietMs = 400, pollMs = 15_000, enabled = true } = options;
  const [isLive, setLive] = useState(false);
  const latest = useRef(look);
  latest.current = look;

  useEffect(() => {
    if (!enabled) return;
    const socket = connection();
    const { hear, stop } = calmly((news) => latest.current(news), quietMs);
    const listener: Listener = { hear, live: setLive };
    listeners.add(listener);
    setLive(socket.connected);
    const poll = window.setInterval(() => {
      if (document.hidden) return;
      if (!socket.active) socket.connect();
      hear(null);
    }, pollMs);
    return () => {
      listeners.delete(listener);
      window.clearInterval(poll);
      stop();
    };
  }, [enabled, quietMs, pollMs]);

  return isLive;
}
