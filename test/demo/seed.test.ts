import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { auditStore } from '../../src/audit.js';
import { clock } from '../../src/platform/clock.js';
import { config } from '../../src/platform/config.js';
import { query } from '../../src/platform/database.js';
import { dashboardNumbers, dealSeries } from '../../src/reports/index.js';
import { escrowStates } from '../../src/escrows/index.js';
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
  sales: await counts('status', `transactions WHERE type IN ('PPOB', 'PURCHASE')`),
  walletMoney: await counts('type', `transactions WHERE type NOT IN ('PPOB', 'PURCHASE')`),
  deals: await counts('status', 'escrows'),
  messages: await counts('sender_type', 'messages'),
  withdrawals: await counts('status', 'withdrawals'),
  bankAccounts: await counts('status', 'bank_accounts'),
  approvals: await counts('status', 'approvals'),
  activities: await counts('action', 'activity_logs'),
  notifications: await counts('kind', 'notifications'),
  parcels: await counts('status', 'shipments'),
  journals: await counts('kind', 'ledger_journals'),
  customers: await counts('customer_type', 'users'),
  staff: await counts('role', 'staff_accounts'),
  vouchers: await counts('status', 'vouchers'),
  grants: await counts('status', 'discount_grants'),
});

/** Asks to stop once so many things have happened. */
function afterScenes(most: number): AbortSignal {
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
    await assert.rejects(seedDemo(afterScenes(60)), { message: 'cut short' });
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

  it('S1.6 S1.20 S1.21 S1.22 tells of vouchers and rules in every state, and of what they gave', async () => {
    const vouchers = await counts('status', 'vouchers');
    for (const status of ['DRAFT', 'LIVE', 'PAUSED', 'ENDED'])
      assert.ok((vouchers[status] ?? 0) >= 1, `${status}: ${JSON.stringify(vouchers)}`);
    const versions = await counts('status', 'discount_versions');
    for (const status of ['DRAFT', 'LIVE', 'ENDED'])
      assert.ok((versions[status] ?? 0) >= 1, `${status}: ${JSON.stringify(versions)}`);
    const grants = await counts('kind', 'discount_grants');
    assert.ok((grants['voucher'] ?? 0) >= 3 && (grants['price'] ?? 0) >= 3, JSON.stringify(grants));
    assert.ok(((await counts('status', 'voucher_usages'))['USED'] ?? 0) >= 3);
    const given = await query(`SELECT 1 FROM transactions WHERE discount_amount > 0 AND status = 'SUCCESS'`);
    assert.ok(given.length >= 10, String(given.length));
  });

  it('leaves questions, notes and consents behind', async () => {
    assert.deepEqual(await counts('status', 'tickets'), { ANSWERED: 1, CLOSED: 1, OPEN: 1 });
    assert.deepEqual(await counts('author_kind', 'ticket_messages'), { customer: 3, staff: 2 });
    assert.ok(((await counts('status', 'consents'))['GIVEN'] ?? 0) >= 10);
    assert.equal((await query('SELECT 1 FROM customer_notes')).length, 2);
  });

  it('gives every step of a delivered sale its own time', async () => {
    const rows = await query<{ steps: string; times: string }>(
      `SELECT COUNT(*) AS steps, COUNT(DISTINCT l.created_at) AS times FROM transactions t
       JOIN transaction_logs l ON l.transaction_id = t.id
       JOIN payments p ON p.transaction_id = t.id AND p.gateway <> 'wallet'
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
    assert.deepEqual(cut.walletMoney, { TOPUP: 2 });
    const { sales, customers, walletMoney } = await everything();
    assert.equal(total(sales), told.kind === 'told' ? told.sales : -1);
    assert.deepEqual(walletMoney, { ESCROW: 24, TOPUP: 3, TRANSFER: 2, WITHDRAWAL: 2 });
    assert.deepEqual(customers, cut.customers);
  });

  it('tells deals in every state, with rooms in which people talk', async () => {
    const { deals, messages } = await everything();
    for (const status of escrowStates.states) assert.ok((deals[status] ?? 0) >= 1, status);
    assert.ok((deals['RELEASED'] ?? 0) >= 15);
    assert.ok((messages['CUSTOMER'] ?? 0) > 80 && (messages['SYSTEM'] ?? 0) > 80, JSON.stringify(messages));
  });

  it('leaves both known customers with money, mutations, and people who know them', async () => {
    const wallets = await query<{ email: string; kyc: string; available: string; kinds: string }>(
      `SELECT u.email, u.kyc_level AS kyc, b.available_amount AS available,
         (SELECT COUNT(DISTINCT m.kind) FROM balance_mutations m WHERE m.wallet_id = b.wallet_id) AS kinds
       FROM balances b JOIN users u ON u.id = b.user_id WHERE u.email IN (?) ORDER BY u.email`,
      [accounts().customers.map(({ email }) => email)],
    );
    assert.deepEqual(
      wallets.map(({ kyc }) => kyc),
      ['FULL', 'BASIC'],
    );
    for (const { email, available, kinds } of wallets) {
      assert.ok(Number(available) > 500_000, `${email}: ${available}`);
      assert.ok(Number(kinds) >= 3, `${email}: ${kinds}`);
    }
  });

  it('leaves one thing of every kind on the desks of the staff', async () => {
    const { withdrawals, bankAccounts, approvals } = await everything();
    assert.deepEqual(withdrawals, { PAID_OUT: 1, REQUESTED: 1 });
    assert.deepEqual(bankAccounts, { UNVERIFIED: 1, VERIFIED: 1 });
    assert.deepEqual(approvals, { PENDING: 1 });
  });

  it('tells the balance of a wallet in the order of its days', async () => {
    const rows = await query<{ wallet_id: string; created_at: Date }>(
      'SELECT wallet_id, created_at FROM balance_mutations ORDER BY wallet_id, id',
    );
    const late = rows.filter((row, index) => {
      const before = rows[index - 1];
      return before?.wallet_id === row.wallet_id && before.created_at > row.created_at;
    });
    assert.deepEqual(late, []);
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
    const deals = await dealSeries(20);
    assert.ok(deals.filter(({ feeAmount }) => feeAmount > 0).length >= 15);
    assert.ok(deals.slice(0, -1).every(({ activeUserCount }) => activeUserCount > 0));
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
