import autocannon from 'autocannon';

/** One measurement: how many a second, and how long one took (milliseconds). */
export interface Figures {
  perSecond: number;
  p50: number;
  p99: number;
}

/** A way to do the same thing, measured for some seconds with so many clients at once. */
export interface Variant {
  name: string;
  run(clients: number, seconds: number): Promise<Figures>;
}

const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);

/** The value below which a share of all lies. */
export function quantile(values: number[], share: number): number {
  const all = sorted(values);
  return all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? NaN;
}

export function median(values: number[]): number {
  const all = sorted(values);
  const middle = (all.length - 1) / 2;
  return ((all[Math.floor(middle)] ?? NaN) + (all[Math.ceil(middle)] ?? NaN)) / 2;
}

/** Clients that each begin again as soon as they are done, until the time is over. */
export async function closedLoop(
  clients: number,
  seconds: number,
  work: () => Promise<unknown>,
): Promise<Figures> {
  const began = performance.now();
  const end = began + seconds * 1_000;
  const times: number[] = [];
  const client = async () => {
    for (let from = performance.now(); from < end; from = performance.now()) {
      await work();
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const elapsed = (performance.now() - began) / 1_000;
  return { perSecond: times.length / elapsed, p50: median(times), p99: quantile(times, 0.99) };
}

interface Load {
  /** One for each process that shares the clients. */
  urls: string[];
  /** What the next request says, and where when that is not the same for all; each is different. */
  next(): { headers: Record<string, string>; body: string; path?: string };
}

async function generate(url: string, next: Load['next'], clients: number, seconds: number): Promise<Figures> {
  const result = await autocannon({
    url,
    connections: clients,
    duration: seconds,
    requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...next() }) }],
  });
  if (result.non2xx > 0 || result.errors > 0 || result.timeouts > 0) {
    throw new Error(
      `${result.non2xx} refusals, ${result.errors} errors, ${result.timeouts} time-outs: ${url}`,
    );
  }
  const { p50, p99 } = result.latency;
  return { perSecond: result['2xx'] / result.duration, p50, p99 };
}

/**
 * The same over HTTP, by a generator that costs little itself. The times are those of the slowest process.
 * @throws when anything but 2xx comes back.
 */
export async function loadOverHttp({ urls, next }: Load, clients: number, seconds: number): Promise<Figures> {
  const used = urls.slice(0, clients);
  const each = await Promise.all(
    used.map((url) => generate(url, next, Math.floor(clients / used.length), seconds)),
  );
  return {
    perSecond: each.reduce((all, { perSecond }) => all + perSecond, 0),
    p50: Math.max(...each.map(({ p50 }) => p50)),
    p99: Math.max(...each.map(({ p99 }) => p99)),
  };
}
