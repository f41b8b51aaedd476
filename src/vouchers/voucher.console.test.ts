import assert from 'node:assert/strict';
import { setNoon } from '../../test/clock.js';
import { aStaff } from '../../test/factories/staff.js';
import { aPhysicalProduct } from '../../test/factories/products.js';
import { aCustomer } from '../../test/factories/users.js';
import { aCode, aLiveVoucher, aVoucher } from '../../test/factories/vouchers.js';
import { drainJobs } from '../../test/jobs.js';
import type { Staff } from '../platform/actor.js';
import { clock, moveClock } from '../platform/clock.js';
import { database, query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { changePrice } from '../products/index.js';
import { z } from 'zod';
import '../approvals.js';
import '../jobs.js';
import { jobNamed } from '../platform/jobs.js';
import { anAttempt } from '../../test/jobs.js';
import {
  createVoucher,
  downloadBatch,
  editVoucher,
  extendVoucher,
  moveVoucher,
  namesOfVouchers,
  orderBatch,
  Voucher,
  VoucherBatch,
  type CreateVoucher,
} from './index.js';

const reason = 'Uji voucher';
const by = <T>(staff: Staff, work: (uow: UnitOfWork) => Promise<T>): Promise<T> => inTransaction(staff, work);

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    if (error instanceof z.ZodError)
      return error.issues.map(({ path, message }) => `${path.join('.')}:${message}`).join();
    throw error;
  }
  return 'nothing was refused';
};

const terms: Omit<CreateVoucher, 'code'> = {
  name: 'Diskon akhir tahun',
  kind: 'PERCENT',
  percentBps: 1_000,
  capAmount: 20_000,
  validFrom: '2031-01-01T00:00:00+07:00',
  reason,
};

const deedsOf = (id: string) =>
  query<{ action: string; reason: string }>(
    'SELECT action, reason FROM activity_logs WHERE subject_id = ? ORDER BY id',
    [id],
  );
const voucherNow = (id: string) => database().getRepository(Voucher).findOneByOrFail({ id });

describe('a voucher at the console', () => {
  let admin: Staff;
  let support: Staff;
  before(async () => {
    admin = await aStaff('admin');
    support = await aStaff('support');
  });

  it('S2.212 begins as a draft with a code that is nobody else’s, and every change is written down', async () => {
    const code = aCode();
    const draft = await by(admin, (uow) => createVoucher(uow, { ...terms, code: code.toLowerCase() }));
    assert.equal(draft.status, 'DRAFT');
    assert.equal((await namesOfVouchers([draft.id])).get(draft.id)?.code, code);
    const again = by(admin, (uow) => createVoucher(uow, { ...terms, code }));
    assert.equal(await codeOf(again), 'voucher_code_taken');
    const edited = { ...terms, name: 'Diskon awal tahun', id: draft.id, version: 1 };
    await by(admin, (uow) => editVoucher(uow, edited));
    assert.equal(await codeOf(by(admin, (uow) => editVoucher(uow, edited))), 'voucher_changed');
    for (const event of ['go_live', 'pause', 'resume', 'end'] as const)
      await by(admin, (uow) => moveVoucher(uow, { id: draft.id, event, reason }));
    assert.deepEqual(
      (await deedsOf(draft.id)).map(({ action }) => action),
      ['voucher.drafted', 'voucher.edited', ...Array<string>(4).fill('voucher.moved')],
    );
    const reopened = by(admin, (uow) => moveVoucher(uow, { id: draft.id, event: 'resume', reason }));
    assert.equal(await codeOf(reopened), 'illegal_transition');
  });

  it('is written by those who may, and by nobody else', async () => {
    const { voucher } = await aVoucher();
    const deeds = [
      by(support, (uow) => createVoucher(uow, { ...terms, code: aCode() })),
      by(support, (uow) => moveVoucher(uow, { id: voucher.id, event: 'go_live', reason })),
      by(support, (uow) => orderBatch(uow, { voucherId: voucher.id, size: 1, reason })),
    ];
    for (const deed of deeds) assert.equal(await codeOf(deed), 'forbidden');
  });

  it('refuses terms that do not go together', async () => {
    const wrong: [Partial<CreateVoucher>, string][] = [
      [{ percentBps: 0 }, 'percentBps:required'],
      [{ amount: 5_000 }, 'amount:voucher_either_way'],
      [{ kind: 'FIXED', percentBps: 0, amount: 1, capAmount: 5 }, 'capAmount:voucher_cap_of_fixed'],
      [{ validUntil: terms.validFrom }, 'validUntil:voucher_period'],
      [{ fromTime: '09:00' }, 'untilTime:voucher_hours'],
      [{ firstPurchaseOnly: true, personLimit: 2 }, 'personLimit:voucher_first_once'],
    ];
    for (const [values, code] of wrong)
      assert.equal(await codeOf(by(admin, (uow) => createVoucher(uow, { ...terms, ...values }))), code);
    const unknown = by(admin, (uow) => createVoucher(uow, { ...terms, users: ['tidak-ada@contoh.test'] }));
    assert.equal(await codeOf(unknown), 'invalid_input');
  });

  it('S2.218 lets limits of a live voucher grow and never shrink, and its promise stay', async () => {
    const { voucher } = await aLiveVoucher({ useLimit: 10, budgetAmount: 50_000 });
    const wish = { id: voucher.id, version: voucher.version, reason };
    const grown = await by(admin, (uow) => extendVoucher(uow, { ...wish, useLimit: 20, budgetAmount: null }));
    assert.deepEqual([grown.useLimit, grown.budgetAmount], [20, null]);
    const next = { ...wish, version: grown.version };
    for (const less of [{ useLimit: 19 }, { budgetAmount: 60_000 }, { validUntil: '2032-01-01T00:00:00Z' }])
      assert.equal(
        await codeOf(by(admin, (uow) => extendVoucher(uow, { ...next, ...less }))),
        'voucher_only_grows',
      );
    const edit = by(admin, (uow) => editVoucher(uow, { ...terms, id: voucher.id, version: grown.version }));
    assert.equal(await codeOf(edit), 'voucher_changed');
  });

  it('does not go live without a code', async () => {
    const draft = await by(admin, (uow) => createVoucher(uow, { ...terms, code: null }));
    const live = () => by(admin, (uow) => moveVoucher(uow, { id: draft.id, event: 'go_live', reason }));
    assert.equal(await codeOf(live()), 'voucher_without_code');
    await by(admin, (uow) => orderBatch(uow, { voucherId: draft.id, size: 1, reason }));
    assert.equal((await live()).status, 'LIVE');
  });

  it('has batches of codes that a job makes with progress and staff download once', async () => {
    const draft = await by(admin, (uow) => createVoucher(uow, { ...terms, code: null }));
    const batch = await by(admin, (uow) => orderBatch(uow, { voucherId: draft.id, size: 2_500, reason }));
    const take = () => by(admin, (uow) => downloadBatch(uow, { id: batch.id, reason }));
    assert.equal(await codeOf(take()), 'voucher_batch_not_ready');
    await drainJobs();
    const made = await database().getRepository(VoucherBatch).findOneByOrFail({ id: batch.id });
    assert.deepEqual([made.status, made.madeCount], ['READY', 2_500]);
    const answers = await Promise.allSettled([take(), take()]);
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    const file = answers.find((answer) => answer.status === 'fulfilled')?.value.content ?? '';
    const codes = file.split('\r\n').slice(1, -1);
    assert.equal(new Set(codes).size, 2_500);
    for (const code of codes) assert.match(code, /^[2-9A-HJ-KM-NP-Z]{14}$/);
  });

  it('goes on making codes where a worker that died has left off', async () => {
    const draft = await by(admin, (uow) => createVoucher(uow, { ...terms, code: null }));
    const batch = await by(admin, (uow) => orderBatch(uow, { voucherId: draft.id, size: 2_500, reason }));
    const job = jobNamed('make-voucher-codes');
    let left = 2;
    const dying = anAttempt({
      inTransaction: (actor, work) => {
        if ((left -= 1) < 0) return Promise.reject(new Error('the worker died'));
        return inTransaction(actor, work);
      },
    });
    await assert.rejects(async () => job?.handle({ batch_id: batch.id }, dying));
    await drainJobs();
    await job?.handle({ batch_id: batch.id }, anAttempt());
    const [row] = await query<{ count: string }>(
      'SELECT COUNT(*) AS count FROM voucher_codes WHERE batch_id = ?',
      [batch.id],
    );
    assert.equal(Number(row?.count), 2_500);
  });

  it('S2.215 ends by itself after its last day', async () => {
    setNoon();
    const until = new Date(clock.now().getTime() + 3_600_000).toISOString();
    const { voucher } = await aLiveVoucher({ validUntil: until });
    const job = jobNamed('end-past-vouchers');
    try {
      await job?.handle({}, anAttempt());
      assert.equal((await voucherNow(voucher.id)).status, 'LIVE');
      moveClock(clock.now().getTime() - clock.wall().getTime() + 3_600_000);
      await job?.handle({}, anAttempt());
      assert.equal((await voucherNow(voucher.id)).status, 'ENDED');
    } finally {
      moveClock(0);
    }
  });

  it('tells staff when a cost that rises leaves it less than it promises, and not before', async () => {
    const product = await aPhysicalProduct({
      costAmount: 10_000,
      retailPriceAmount: 20_000,
      resellerPriceAmount: 20_000,
    });
    const { voucher } = await aLiveVoucher({ productSkus: [product.sku] });
    const alerts = () =>
      query(`SELECT id FROM alerts WHERE kind = 'voucher_below_floor' AND subject = ?`, [voucher.id]);
    const cost = async (costAmount: number, version: number) => {
      await by(admin, (uow) => changePrice(uow, { productId: product.id, version, reason, costAmount }));
      await drainJobs();
    };
    await cost(14_000, 1);
    assert.equal((await alerts()).length, 0);
    await cost(16_000, 2);
    assert.equal((await alerts()).length, 1);
  });

  it('S2.219 names customers by what staff know of them', async () => {
    const user = await aCustomer();
    const { voucher } = await aVoucher({ users: [user.email ?? '', user.phone ?? ''] });
    assert.deepEqual((await namesOfVouchers([voucher.id])).get(voucher.id)?.users, [user.email]);
  });
});
