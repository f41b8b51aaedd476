import assert from 'node:assert/strict';
import { aFulfilmentRow, aSaleRow, removeBareRows } from '../../test/factories/reports.js';
import { aStaff } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import { aFilledWallet } from '../../test/factories/wallets.js';
import { aWithdrawal } from '../../test/factories/withdrawals.js';
import { closeAlert, raiseAlertNow } from '../platform/alerts.js';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { rejectApproval } from '../staff/index.js';
import { requestAdjustment } from '../wallets/index.js';
import { dashboardNumbers, problemTransactions, type Attention } from './index.js';

const minutesAgo = (minutes: number): Date => new Date(clock.now().getTime() - minutes * 60_000);

/** Which counts went up, and by how much, while the work was done. */
async function risesDuring(work: () => Promise<unknown>): Promise<Partial<Attention>> {
  const before = (await dashboardNumbers()).attention;
  await work();
  const { attention } = await dashboardNumbers();
  const names = Object.keys(attention) as (keyof Attention)[];
  const rises = names.map((name) => [name, attention[name] - before[name]] as const);
  return Object.fromEntries(rises.filter(([, rise]) => rise !== 0));
}

const problemOf = async (id: string) =>
  (await problemTransactions(1_000)).find((transaction) => transaction.id === id);

describe('what waits', () => {
  after(removeBareRows);

  it('counts paid sales as pending at once and as late after ten minutes', async () => {
    assert.deepEqual(await risesDuring(() => aSaleRow({ status: 'PAID', paidAt: minutesAgo(9) })), {
      pendingTransactions: 1,
    });
    const rises = await risesDuring(() => aSaleRow({ status: 'PROCESSING', paidAt: minutesAgo(11) }));
    assert.deepEqual(rises, { pendingTransactions: 1, lateTransactions: 1 });
  });

  it('does not call goods late while people pack them, but calls late what has not begun', async () => {
    const goods = { type: 'PURCHASE', paidAt: minutesAgo(60) };
    assert.deepEqual(await risesDuring(() => aSaleRow({ ...goods, status: 'PROCESSING' })), {
      pendingTransactions: 1,
    });
    assert.deepEqual(await risesDuring(() => aSaleRow({ ...goods, status: 'PAID' })), {
      pendingTransactions: 1,
      lateTransactions: 1,
    });
  });

  it('counts supplier purchases that are pending, unknown or in review', async () => {
    assert.deepEqual(await risesDuring(() => aFulfilmentRow(newId(), 'PENDING')), { pendingFulfilments: 1 });
    assert.deepEqual(await risesDuring(() => aFulfilmentRow(newId(), 'UNKNOWN')), { unknownFulfilments: 1 });
    assert.deepEqual(await risesDuring(() => aFulfilmentRow(newId(), 'FAILED', 'contradiction')), {
      fulfilmentsInReview: 1,
    });
  });

  it('counts shipments until they are on their way', async () => {
    const ship = (status: string) =>
      query(
        `INSERT INTO shipments (id, transaction_id, status, recipient_name, phone, address, city, postal_code, courier,
           created_at, updated_at)
         VALUES (?, ?, ?, 'Sari', '081234567890', 'Jl. Melati 8', 'Bandung', '40111', 'jne', NOW(3), NOW(3))`,
        [newId(), newId(), status],
      );
    assert.deepEqual(await risesDuring(() => ship('PACKED')), { shipmentsToSend: 1 });
    assert.deepEqual(await risesDuring(() => ship('SHIPPED')), {});
  });

  it('counts withdrawals until they are sent', async () => {
    const rise = await risesDuring(() => aWithdrawal());
    assert.equal(rise.withdrawalsToSend, 1);
  });

  it('counts requests until a second person has decided', async () => {
    const wallet = await aFilledWallet((await aCustomer()).id, 1_000);
    const [clerk, chief] = [await aStaff('finance'), await aStaff('owner')];
    const wish = { walletId: wallet.id, how: 'add' as const, amount: 2_000_000, reason: 'Salah kirim' };
    let id = '';
    const ask = async () => {
      ({ id } = await inTransaction(clerk, (uow) => requestAdjustment(uow, wish)));
    };
    assert.deepEqual(await risesDuring(ask), { approvalsToDecide: 1 });
    const refuse = () =>
      inTransaction(chief, (uow) => rejectApproval(uow, { approvalId: id, reason: 'Bukti kurang' }));
    assert.deepEqual(await risesDuring(refuse), { approvalsToDecide: -1 });
  });

  it('counts parked money until its alert is closed', async () => {
    const alert = { kind: 'payment_parked', subject: newId(), severity: 'warning' } as const;
    assert.deepEqual(await risesDuring(() => raiseAlertNow(alert)), { parkedPayments: 1, openAlerts: 1 });
    const close = () => inTransaction(system('test'), (uow) => closeAlert(uow, alert.kind, alert.subject));
    assert.deepEqual(await risesDuring(close), { parkedPayments: -1, openAlerts: -1 });
  });

  it('tells of a deposit that runs low, with what is left', async () => {
    const subject = `s${newId().toLowerCase()}`;
    await raiseAlertNow({
      kind: 'supplier_deposit_low',
      subject,
      severity: 'warning',
      details: { deposit_amount: 123_456 },
    });
    const found = (await dashboardNumbers()).lowDeposits.find(({ supplier }) => supplier === subject);
    assert.equal(found?.depositAmount, 123_456);
    assert.equal(found?.severity, 'warning');
  });
});

describe('problem transactions', () => {
  after(removeBareRows);

  it('S0.51 are those that are late, and those whose purchase is unknown or in review, each with its reason', async () => {
    const [late, unknown, review, fine] = [
      await aSaleRow({ status: 'PAID', paidAt: minutesAgo(30) }),
      await aSaleRow({ status: 'PROCESSING', paidAt: minutesAgo(30), total: 25_500 }),
      await aSaleRow({ status: 'FAILED', paidAt: minutesAgo(1) }),
      await aSaleRow({ status: 'PROCESSING', paidAt: minutesAgo(1) }),
    ];
    await aFulfilmentRow(unknown.id, 'UNKNOWN');
    await aFulfilmentRow(review.id, 'FAILED', 'contradiction');
    await aFulfilmentRow(fine.id, 'PENDING');
    assert.equal((await problemOf(late.id))?.problem, 'late');
    assert.equal((await problemOf(review.id))?.problem, 'fulfilment_in_review');
    assert.equal(await problemOf(fine.id), undefined);
    const found = await problemOf(unknown.id);
    assert.equal(found?.problem, 'fulfilment_unknown');
    assert.equal(found?.totalAmount, 25_500);
    assert.ok(found?.paidAt instanceof Date);
  });

  it('come oldest first and no more than asked for', async () => {
    const ids = [await aSaleRow({ status: 'PAID', paidAt: minutesAgo(20) }), await aSaleRow()].map(
      ({ id }) => id,
    );
    const [first, ...rest] = await problemTransactions(1);
    assert.ok(first && first.id <= (ids[0] ?? ''));
    assert.equal(rest.length, 0);
  });
});
