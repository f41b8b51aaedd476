import { openDoors, openStore, sharedServers, type Store } from '../test/faults/harness.js';
import { fillTheDesk, type Desk } from './lib/disputed-deals.js';
import { median, quantile } from './lib/measure.js';

// The dispute desk as a judge's browser asks for it, through login and rights to the answer: the queue, the screen of a
// case, and its chat of five thousand messages by the page and by words. Target: 300 ms each.

const messages = Number(process.env['BENCH_MESSAGES'] ?? 5_000);
const cases = Number(process.env['BENCH_ROWS'] ?? 1_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 30);
const targetMs = 300;

interface Answer {
  cases?: unknown[];
  messages?: unknown[];
  record?: { story?: { deal: unknown; evidence: unknown[]; similar: { nearest: unknown[] } } };
}

/** A member of staff, made with the operator's command, logs in. */
async function logIn(store: Store): Promise<Record<string, string>> {
  const command = store.process('staff');
  await command.finish(['create', '--email', 'rina@contoh.test', '--name', 'Rina', '--role', 'admin']);
  const [, password = ''] = /shown only now: (\S+)/.exec(command.lastWords()) ?? [];
  const response = await fetch(`${store.url}/admin/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: store.url },
    body: new URLSearchParams({ email: 'rina@contoh.test', password }),
  });
  if (response.status !== 303) throw new Error(`Not logged in: ${response.status}`);
  return { Cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

/** What is asked for, and what must be in the answer: an empty one is fast and worth nothing. */
const questions = ({ id, roomId }: Desk): [string, string, (answer: Answer) => boolean][] => {
  const [queue, chat] = ['/admin/api/pages/disputeDesk', `/admin/rooms/${roomId}/messages?lang=id`];
  return [
    ['the queue', queue, (answer) => (answer.cases?.length ?? 0) >= 100],
    [
      'the screen of a case',
      `/admin/api/resources/Dispute/records/${id}/show`,
      ({ record }) => record?.story?.evidence.length === 40 && record.story.similar.nearest.length === 5,
    ],
    ['the newest of its chat', chat, (answer) => answer.messages?.length === 60],
    ['the oldest of its chat', `${chat}&before=61`, (answer) => answer.messages?.length === 60],
    ['words that stand in it', `${chat}&search=email+pemulihan`, (answer) => answer.messages?.length === 60],
    ['words that stand nowhere', `${chat}&search=kambing+hitam`, (answer) => answer.messages?.length === 0],
  ];
};

async function timed(url: string, headers: Record<string, string>, holds: (answer: Answer) => boolean) {
  const began = performance.now();
  const response = await fetch(url, { headers });
  const answer = (await response.json()) as Answer;
  const taken = performance.now() - began;
  if (!holds(answer)) throw new Error(`${url} answered ${JSON.stringify(answer).slice(0, 300)}`);
  return taken;
}

const store = await openStore(sharedServers(), { LOG_LEVEL: 'info' });
try {
  await openDoors(store, [store.sandbox, store.web]);
  const headers = await logIn(store);
  const [judge] = await store.rows<{ id: string }>('SELECT id FROM staff_accounts LIMIT 1');
  console.log(`Filling the desk with ${cases} cases, one of them with ${messages} messages.`);
  const desk = await fillTheDesk(store, { cases, messages, judgeId: judge?.id ?? '' });
  const table = [];
  for (const [what, path, holds] of questions(desk)) {
    const taken: number[] = [];
    for (let round = -2; round < rounds; round += 1) {
      const each = await timed(`${store.url}${path}`, headers, holds);
      if (round >= 0) taken.push(each);
    }
    const slowest = quantile(taken, 1);
    table.push({
      what,
      'p50 ms': median(taken).toFixed(0),
      'slowest ms': slowest.toFixed(0),
      verdict: slowest <= targetMs ? 'met' : 'not met',
    });
  }
  console.log(`\nThe dispute desk, ${rounds} rounds; target ${targetMs} ms`);
  console.table(table);
} finally {
  await store.close();
}
