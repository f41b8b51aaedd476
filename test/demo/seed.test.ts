import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { auditStore } from '../../src/audit.js';
import { clock } from '../../src/platform/clock.js';
import { config } from '../../src/platform/config.js';
import { query } from '../../src/platform/database.js';
import { dashboardNumbers } from '../../src/reports/index.js';
import { seedDemo, type Seeded } from '../../src/seed.js';
import { loginStaff, staffRoles } from '../../src/staff/index.js';
import { checkCredentials } from '../../src/users/index.js';

interface Login {
  email: string;
  password: string;
  role?: string;
  customer_type?: string;
}

const accounts = () =>
  JSON.parse(readFileSync(config.DEMO_ACCOUNTS_FILE, 'utf8')) as { staff: Login[]; customers: Login[] };

async function counts(column: string, table: string): Promise<Record<string, number>> {
  const rows = await query<{ name: string; found: string }>(
    `SELECT ${column} AS name, COUNT(*) AS found FROM ${table} GROUP BY ${column}`,
  );
  return Object.fromEntries(rows.map(({ name, found }) => [name, Number(found)]));
}

const everything = async () => ({
  sales: await counts('status', 'transactions'),
  parcels: await counts('status', 'shipments'),
  journals: await counts('kind', 'ledger_journals'),
  customers: await counts('customer_type', 'users'),
  staff: await counts('role', 'staff_accounts'),
});

/** Asks to stop once so many sales are told. */
function afterSales(most: number): AbortSignal {
  let asked = 0;
  const { signal } = new AbortController();
  signal.throwIfAborted = () => {
    asked += 1;
    if (asked > most) throw new Error('cut short');
  };
  return signal;
}

describe('seedDemo', function () {
  this.timeout(120_000);
  let told: Seeded;
  let offset: number;
  let cut: Awaited<ReturnType<typeof everything>>;

  before(async () => {
    offset = clock.now().getTime() - clock.wall().getTime();
    await assert.rejects(seedDemo(afterSales(40)), { message: 'cut short' });
    cut = await everything();
    told = await seedDemo();
  });

  it('tells a month of sales in every state a sale can rest in', async () => {
    assert.equal(told.kind, 'told');
    const { sales, parcels } = await everything();
    assert.ok((sales['SUCCESS'] ?? 0) > 180, JSON.stringify(sales));
    for (const status of ['AWAITING_PAYMENT', 'PROCESSING', 'REFUNDED', 'EXPIRED', 'CANCELLED'])
      assert.ok((sales[status] ?? 0) >= 3, `${status}: ${sales[status]}`);
    for (const status of ['QUEUED', 'PACKED', 'SHIPPED', 'DELIVERED'])
      assert.ok((parcels[status] ?? 0) >= 1, `${status}: ${parcels[status]}`);
  });

  it('gives every step of a delivered sale its own time', async () => {
    const rows = await query<{ steps: string; times: string }>(
      `SELECT COUNT(*) AS steps, COUNT(DISTINCT l.created_at) AS times FROM transactions t
       JOIN transaction_logs l ON l.transaction_id = t.id
       WHERE t.status = 'SUCCESS' AND t.type = 'PPOB' GROUP BY t.id`,
    );
    assert.ok(rows.length > 100);
    assert.deepEqual(
      rows.filter(({ steps, times }) => Number(steps) !== 4 || Number(times) !== 4),
      [],
    );
  });

  it('goes on where it was cut short, and places no sale twice', async () => {
    const total = (held: Record<string, number>) =>
      Object.values(held).reduce((sum, count) => sum + count, 0);
    assert.equal(total(cut.sales), 40);
    const { sales, customers } = await everything();
    assert.equal(total(sales), told.kind === 'told' ? told.sales : -1);
    assert.deepEqual(customers, cut.customers);
  });

  it('leaves books that prove themselves', async () => {
    const { checks } = await auditStore();
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
  });

  it('opens an account for every role of the staff and for both kinds of customers', async () => {
    const { staff, customers } = accounts();
    assert.deepEqual(staff.map(({ role }) => role).sort(), [...staffRoles].sort());
    assert.deepEqual(customers.map(({ customer_type }) => customer_type).sort(), ['reseller', 'retail']);
    for (const { email, password, role } of staff)
      assert.equal((await loginStaff({ email, password, ip: '127.0.0.1' }))?.role, role);
    for (const { email, password } of customers)
      assert.ok(await checkCredentials({ email, password }, { ip: '127.0.0.1' }));
  });

  it('writes the passwords where only the owner of the store reads them', () => {
    assert.equal(statSync(config.DEMO_ACCOUNTS_FILE).mode & 0o777, 0o600);
  });

  it('fills the dashboard', async () => {
    const { days } = await query<{ days: string }>(
      'SELECT COUNT(*) AS days FROM daily_sales WHERE placed_count > 0',
    ).then(([row]) => ({ days: Number(row?.days) }));
    assert.ok(days >= 30, String(days));
    assert.ok(await dashboardNumbers());
  });

  it('leaves no work behind, sends no mail, and puts the clock back', async () => {
    assert.deepEqual(Object.keys(await counts('status', 'outbox')), ['DONE']);
    assert.deepEqual(await counts('status', 'notification_deliveries'), {});
    assert.ok(Math.abs(clock.now().getTime() - clock.wall().getTime() - offset) < 1_000);
  });

  it('changes nothing when it is run again', async () => {
    const [held, logins] = [await everything(), accounts()];
    assert.deepEqual(await seedDemo(), { kind: 'known' });
    assert.deepEqual(await everything(), held);
    assert.deepEqual(accounts(), logins);
  });
});
