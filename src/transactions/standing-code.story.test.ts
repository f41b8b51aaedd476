import assert from 'node:assert/strict';
import supertest from 'supertest';
import { as, testApp } from '../../test/app.js';
import { setNoon } from '../../test/clock.js';
import { signatureOf } from '../../test/factories/payments.js';
import { aCustomer } from '../../test/factories/users.js';
import { aFilledWallet, walletBalance, walletOf } from '../../test/factories/wallets.js';
import { dataOf } from '../../test/journey.js';
import { drainJobs } from '../../test/jobs.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { ledgerChecks, runAudit } from '../ledger/index.js';
import { paymentChecks } from '../payments/index.js';
import { system } from '../platform/actor.js';
import { clock, moveClock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { transactionChecks, type TransactionResource } from './index.js';

interface Code {
  id: string;
  method_name: string;
  pay_code: string | null;
  qr_string: string | null;
}

const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;

async function assertSoundBooks(): Promise<void> {
  const { checks } = await runAudit([...ledgerChecks, ...paymentChecks, ...transactionChecks]);
  assert.deepEqual(
    checks.filter(({ ok }) => !ok),
    [],
  );
}

describe('a standing code', () => {
  const providers = useShopFloor();
  const bca = { gateway: 'tripay', method: 'BCAVAOP' };

  before(() => setNoon());
  after(() => moveClock(0));

  async function aCode(choice: object = bca) {
    const user = await aCustomer();
    const wallet = await walletOf(user.id);
    const code = dataOf<Code>(await as(user).post(`/wallets/${wallet.id}/standing-codes`, choice));
    return { user, wallet, code };
  }

  const payInto = ({ id }: Code, amount: number, how: object = {}) =>
    providers.control<{ reference: string }>(`tripay/open-payment/${id}/pay`, { amount, ...how });

  const topUpsOf = async (user: Parameters<typeof as>[0]) =>
    dataOf<TransactionResource[]>(await as(user).get('/transactions'));

  const verdictsOf = async (reference: string) =>
    (
      await query<{ verdict: string; note: string }>(
        'SELECT verdict, note FROM payment_callbacks WHERE reference = ? ORDER BY id',
        [reference],
      )
    ).map(({ verdict, note }) => [verdict, note]);

  it('is one for each channel of a wallet, however often it is asked for', async () => {
    const { user, wallet, code } = await aCode();
    assert.match(code.pay_code ?? '', /^39019\d{11}$/);
    assert.equal(code.method_name, 'BCA Virtual Account');
    const ask = (choice: object) => as(user).post(`/wallets/${wallet.id}/standing-codes`, choice);
    const asked = await Promise.all([ask(bca), ask(bca), ask(bca)]);
    for (const answer of asked) assert.equal(dataOf<Code>(answer).pay_code, code.pay_code);
    const qris = dataOf<Code>(await ask({ ...bca, method: 'QRISOP' }));
    assert.ok(qris.qr_string);
    const list = dataOf<Code[]>(await as(user).get(`/wallets/${wallet.id}/standing-codes`));
    assert.deepEqual(
      list.map(({ id }) => id),
      [code.id, qris.id],
    );
  });

  it('S2.87 takes any amount any number of times, and each payment fills the wallet once', async () => {
    const { user, code } = await aCode();
    const first = await payInto(code, 37_500, { copies: 5 });
    const second = await payInto(code, 1_000);
    await drainJobs();
    assert.equal(await walletBalance(user.id), 38_500);
    assert.deepEqual(
      (await topUpsOf(user)).map(({ type, status, total_amount: total }) => [type, status, total]),
      [
        ['TOPUP', 'SUCCESS', 1_000],
        ['TOPUP', 'SUCCESS', 37_500],
      ],
    );
    assert.notEqual(first.reference, second.reference);
    assert.deepEqual(await verdictsOf(first.reference), [['APPLIED', 'paid']]);
    await assertSoundBooks();
  });

  /** The gateway's own words, signed. */
  const tell = async (fields: Record<string, string | number | null>): Promise<void> => {
    const body = JSON.stringify({
      payment_method: 'BCA Virtual Account',
      payment_method_code: 'BCAVAOP',
      fee_merchant: 5_500,
      fee_customer: 0,
      is_closed_payment: 0,
      status: 'PAID',
      paid_at: Math.floor(clock.now().getTime() / 1_000),
      ...fields,
    });
    const answer = await supertest(testApp())
      .post('/api/v1/callbacks/tripay')
      .set('X-Callback-Signature', signatureOf(body))
      .type('json')
      .send(body);
    assert.equal(answer.status, 200);
    await drainJobs();
  };

  it('counts one reference once when it is told in other words, and parks another sum under it', async () => {
    const { user, code } = await aCode();
    const told = { reference: `T12345${code.id.slice(-10)}`, merchant_ref: code.id };
    await tell({ ...told, total_amount: 25_000 });
    await tell({ ...told, total_amount: 25_000, note: 'sekali lagi' });
    await tell({ ...told, total_amount: 99_000 });
    await tell({ ...told, total_amount: 25_000, status: 'FAILED' });
    assert.equal(await walletBalance(user.id), 25_000);
    assert.deepEqual(await verdictsOf(told.reference), [
      ['APPLIED', 'paid'],
      ['IGNORED', 'already_paid'],
      ['PARKED', 'contradicts_amount'],
      ['IGNORED', 'already_paid'],
    ]);
    await assertSoundBooks();
  });

  it('hears nothing in a word about a closed payment of its name, nor before the money is there', async () => {
    const { user, code } = await aCode();
    const told = { merchant_ref: code.id, total_amount: 25_000 };
    await tell({ ...told, reference: `C${code.id.slice(-12)}`, is_closed_payment: 1 });
    await tell({ ...told, reference: `U${code.id.slice(-12)}`, status: 'EXPIRED' });
    assert.equal(await walletBalance(user.id), 0);
    assert.deepEqual(await verdictsOf(`C${code.id.slice(-12)}`), [['IGNORED', 'unknown_payment']]);
    assert.deepEqual(await verdictsOf(`U${code.id.slice(-12)}`), [['IGNORED', 'not_paid']]);
  });

  it('credits what was paid even above the limit of what the customer may keep', async () => {
    const { user, code } = await aCode();
    await aFilledWallet(user.id, 1_990_000);
    await payInto(code, 500_000);
    await drainJobs();
    assert.equal(await walletBalance(user.id), 2_490_000);
    await assertSoundBooks();
  });

  it('is asked about, so that a payment whose callback was lost is found', async () => {
    const { user, code } = await aCode();
    providers.sendCallbacksTo('http://127.0.0.1:9');
    await payInto(code, 45_000);
    providers.sendCallbacksTo(config.PUBLIC_URL);
    const look = async () => {
      await query('UPDATE standing_codes SET next_check_at = created_at WHERE id = ?', [code.id]);
      await inTransaction(system('test'), async (uow) =>
        uow.enqueue({ name: 'check-standing-codes', queue: 'payments' }, {}),
      );
      await drainJobs();
    };
    await look();
    await look();
    assert.equal(await walletBalance(user.id), 45_000);
    await assertSoundBooks();
  });

  it('is asked for again under the same name when the answer was lost', async () => {
    const user = await aCustomer();
    const wallet = await walletOf(user.id);
    const ask = () => as(user).post(`/wallets/${wallet.id}/standing-codes`, bca);
    await providers.control('tripay', { mode: 'lost', times: 1 });
    assert.equal((await ask()).status, 503);
    assert.deepEqual(dataOf(await as(user).get(`/wallets/${wallet.id}/standing-codes`)), []);
    assert.ok(dataOf<Code>(await ask()).pay_code);
  });

  it('is refused in a stranger’s wallet, in a channel without them, and where the gateway has not agreed', async () => {
    const { user, wallet } = await aCode();
    const ask = (who: typeof user, method: string) =>
      as(who).post(`/wallets/${wallet.id}/standing-codes`, { ...bca, method });
    assert.equal((await ask(await aCustomer(), 'BCAVAOP')).status, 404);
    assert.equal(codeOf(await ask(user, 'BCAVA')), 'channel_unavailable');
    assert.equal(codeOf(await ask(user, 'HANAVAOP')), 'channel_unavailable');
    const alerts = await query(
      `SELECT id FROM alerts WHERE open_key = 'payment_refused_by_gateway:tripay:HANAVAOP'`,
    );
    assert.equal(alerts.length, 1);
  });
});

describe('the limit of a balance', () => {
  useShopFloor();
  const briva = { gateway: 'tripay', method: 'BRIVA' };

  it('holds for all top-ups together that are still to be paid, also when they are ordered at one moment', async () => {
    const user = await aCustomer();
    await walletOf(user.id);
    const fill = () => as(user).post('/wallet/topup', { amount: 900_000, payment: briva });
    const answers = await Promise.all([fill(), fill(), fill(), fill()]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 409, 409]);
    const refused = answers.filter(({ status }) => status === 409).map(codeOf);
    assert.deepEqual(refused, ['wallet_balance_limit', 'wallet_balance_limit']);
  });
});
