import assert from 'node:assert/strict';
import { setNoon } from '../../test/clock.js';
import { fundedWallet } from '../../test/factories/ledger.js';
import { drainJobs } from '../../test/jobs.js';
import { tamper } from '../../test/tamper.js';
import { system } from '../platform/actor.js';
import { clock, moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { dayAfter, jakartaDate } from '../platform/jakarta.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  accounts,
  credit,
  csvOfDay,
  debit,
  lateJournalsOf,
  ledgerChecks,
  linesOfDay,
  post,
  runAudit,
} from './index.js';
import { csvHash } from './day-report.js';
import { closeDays } from './ledger.jobs.js';

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(clock.now().getTime() - days * dayMs);

const earn = (amount: number, effectiveAt: Date) =>
  inTransaction(system('test'), (uow) =>
    post(uow, {
      kind: 'test',
      reference: newId(),
      effectiveAt,
      entries: [debit(accounts.bank, amount), credit(accounts.feeRevenue, amount)],
    }),
  );

async function closeAll(): Promise<void> {
  await inTransaction(system('test'), async (uow) => uow.enqueue(closeDays, {}));
  await drainJobs();
}

const closes = () =>
  query<{ day: string; csv_hash: string }>(
    'SELECT CAST(wib_date AS CHAR) AS day, csv_hash FROM ledger_day_closes ORDER BY wib_date',
  );

const failures = async () => (await runAudit(ledgerChecks)).checks.filter(({ ok }) => !ok);

describe('the close of the day', () => {
  let [first, second, today] = ['', '', ''];

  /** Days that no other test has posted to or closed. */
  before(async () => {
    await closeAll();
    const [chain] = await query<{ day: string }>('SELECT CAST(closed_to AS CHAR) AS day FROM ledger_chain');
    const last = [jakartaDate(clock.wall()), chain?.day ?? ''].toSorted()[1] ?? '';
    first = dayAfter(last);
    second = dayAfter(first);
    today = dayAfter(second);
    setNoon(today);
    await earn(1_000, daysAgo(2));
    await earn(250, daysAgo(1));
    await fundedWallet(77);
    await closeAll();
  });

  after(() => moveClock(0));

  afterEach(async () => assert.deepEqual(await failures(), []));

  it('S2.101 freezes every day that is over in Jakarta, in order, and not the one that runs', async () => {
    const days = (await closes()).map(({ day }) => day);
    assert.deepEqual(days.slice(-2), [first, second]);
    assert.ok(!days.includes(today));
  });

  it('tells for each type of account how it began, moved and ended', async () => {
    const [before] = (await linesOfDay(first)).filter(({ type }) => type === 'bank');
    const [after] = (await linesOfDay(second)).filter(({ type }) => type === 'bank');
    assert.ok(before && after);
    assert.equal(before.debit, 1_000);
    assert.equal(before.closing, before.opening + 1_000);
    assert.deepEqual(after, {
      type: 'bank',
      opening: before.closing,
      debit: 250,
      credit: 0,
      closing: before.closing + 250,
    });
  });

  it('closes a day once, however often it is told to', async () => {
    const before = await closes();
    await Promise.all([closeAll(), closeAll()]);
    assert.deepEqual(await closes(), before);
  });

  it('gives its report byte for byte as it was frozen', async () => {
    const close = (await closes()).find(({ day }) => day === second);
    const csv = (await csvOfDay(second)) ?? '';
    assert.equal(csvHash(csv), close?.csv_hash);
    const [names, ...lines] = csv.trimEnd().split('\r\n');
    assert.equal(names, 'date,account_type,opening,debit,credit,closing');
    assert.equal(lines.at(-1), `${second},total,,250,250,`);
    assert.equal(await csvOfDay(today), null);
  });

  it('counts a late posting to the next day, with a link to the day it belongs to', async () => {
    const before = await closes();
    const { journalId } = await earn(40, daysAgo(2));
    await closeAll();
    assert.deepEqual(await closes(), before);
    const [late] = await lateJournalsOf(first);
    assert.deepEqual([late?.journalId, late?.lateFor, late?.bookDate], [journalId, first, today]);
    setNoon(dayAfter(today));
    await closeAll();
    const [bank] = (await linesOfDay(today)).filter(({ type }) => type === 'bank');
    assert.equal(bank?.debit, 40);
    const [row] = await query<{ late: number }>(
      'SELECT late_journals AS late FROM ledger_day_closes WHERE wib_date = ?',
      [today],
    );
    assert.equal(row?.late, 1);
  });

  it('is found out when a frozen line is changed', async () => {
    const set = (by: number) =>
      tamper(
        'ledger_day_lines',
        'UPDATE ledger_day_lines SET debit_amount = debit_amount + ? WHERE wib_date = ? AND account_type = ?',
        [by, second, 'bank'],
      );
    await set(1);
    const [found] = await failures();
    assert.deepEqual([found?.name, found?.examples], ['closed_days_are_as_stored', [second]]);
    await set(-1);
  });

  it('is found out when a journal is moved to another day', async () => {
    const { journalId } = await earn(5, clock.now());
    setNoon(dayAfter(dayAfter(today)));
    await closeAll();
    const move = (day: string) =>
      tamper('ledger_seals', 'UPDATE ledger_seals SET book_date = ? WHERE subject_id = ?', [day, journalId]);
    const [row] = await query<{ day: string }>(
      'SELECT CAST(book_date AS CHAR) AS day FROM ledger_seals WHERE subject_id = ?',
      [journalId],
    );
    await move(second);
    const names = (await failures()).map(({ name }) => name);
    assert.deepEqual(names, ['chain_is_unbroken', 'closed_days_follow_from_entries']);
    await move(row?.day ?? '');
  });
});
