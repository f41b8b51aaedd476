import assert from 'node:assert/strict';
import { aDesk, urlOf, useConsole, type Answer, type Desk } from '../../test/console.js';
import { booksInUse } from '../../test/factories/ledger.js';
import { drainJobs } from '../../test/jobs.js';
import { tamper } from '../../test/tamper.js';
import { query } from '../../src/platform/database.js';
import { csvHash } from '../../src/ledger/day-report.js';

const said = ({ body, text }: Answer) => body.notice?.message ?? text;

describe('the books in the console', () => {
  useConsole();
  let finance: Desk;
  let close: { id: string; day: string; csv_hash: string };

  before(async () => {
    finance = await aDesk('finance');
    await booksInUse();
    const [row] = await query<typeof close>(
      'SELECT id, CAST(wib_date AS CHAR) AS day, csv_hash FROM ledger_day_closes ORDER BY wib_date DESC LIMIT 1',
    );
    assert.ok(row);
    close = row;
  });

  const download = () => finance.post(urlOf.record('LedgerDayClose', close.id, 'download'), {});

  it('give the report of a closed day, byte for byte as it was frozen', async () => {
    const { body } = await download();
    const file = body['file'] as { filename: string; content: string };
    assert.equal(file.filename, `mutasi-${close.day}.csv`);
    assert.equal(csvHash(file.content), close.csv_hash);
  });

  it('show the lines of a closed day', async () => {
    const { body } = await finance.get(urlOf.record('LedgerDayClose', close.id, 'show'));
    const { lines } = body.record?.story as { lines: { type: string }[] };
    assert.ok(lines.some(({ type }) => type === 'bank'));
  });

  it('refuse to hand out a report whose lines were changed', async () => {
    const add = (amount: number) =>
      tamper(
        'ledger_day_lines',
        'UPDATE ledger_day_lines SET opening_amount = opening_amount + ? WHERE wib_date = ?',
        [amount, close.day],
      );
    await add(1);
    assert.equal(said(await download()), 'problem_day_report_changed');
    await add(-1);
  });

  it('are audited at the press of a button, once at a time, and tell what each check found', async () => {
    const ask = () => finance.post(urlOf.create('LedgerAudit'), {});
    assert.equal(said(await ask()), 'done_new');
    assert.equal(said(await ask()), 'problem_audit_under_way');
    await drainJobs();
    const [audit] = await query<{ id: string; ok: number; actor: string }>(
      'SELECT id, ok, actor_kind AS actor FROM ledger_audits ORDER BY id DESC LIMIT 1',
    );
    assert.equal(audit?.actor, 'staff');
    const { body } = await finance.get(urlOf.record('LedgerAudit', audit?.id ?? '', 'show'));
    const { checks } = body.record?.story as { checks: { name: string; ok: boolean }[] };
    assert.ok(checks.length > 30);
    assert.ok(checks.some(({ name, ok }) => name === 'chain_is_unbroken' && ok));
  });

  it('raise a critical alert when an audit finds a difference', async () => {
    const move = (by: number) =>
      query('UPDATE ledger_balances SET held_amount = held_amount + ? ORDER BY balance_amount DESC LIMIT 1', [
        by,
      ]);
    await move(1);
    await finance.post(urlOf.create('LedgerAudit'), {});
    await drainJobs();
    await move(-1);
    const [alert] = await query<{ severity: string; details: unknown }>(
      `SELECT severity, details FROM alerts WHERE open_key = 'books_differ:ledger'`,
    );
    assert.equal(alert?.severity, 'critical');
    assert.match(JSON.stringify(alert.details), /held_equals_open_holds/);
    const [audit] = await query<{ ok: number; failed: number }>(
      'SELECT ok, failed FROM ledger_audits ORDER BY id DESC LIMIT 1',
    );
    assert.deepEqual([Number(audit?.ok), audit?.failed], [0, 1]);
  });
});
