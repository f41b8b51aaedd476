import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import { aStaff } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import { aWithdrawal, aWithdrawer } from '../../test/factories/withdrawals.js';
import { drainJobs } from '../../test/jobs.js';
import { database, query } from '../platform/database.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import {
  approveWithdrawal,
  failWithdrawal,
  payOutWithdrawal,
  rejectWithdrawal,
  sendWithdrawal,
} from '../wallets/index.js';
import { renderEmail } from './email.js';
import { NotificationDelivery } from './notification.entity.js';
import type { User } from '../users/index.js';

interface Told {
  kind: string;
  body: string;
}

async function newsOf(customer: User): Promise<Told[]> {
  await drainJobs();
  return (await as(customer).get('/notifications')).body.data.toReversed();
}

const kindsOf = async (customer: User) => (await newsOf(customer)).map(({ kind }) => kind);

type Deed = (uow: UnitOfWork, wish: { withdrawalId: string; reason: string }) => Promise<unknown>;

async function walk(withdrawalId: string, ...deeds: Deed[]): Promise<void> {
  const person = await aStaff('finance');
  for (const deed of deeds)
    await inTransaction(person, (uow) => deed(uow, { withdrawalId, reason: 'nomor rekening ditutup' }));
}

const bankNews = ['bank_account_added', 'bank_account_verified'];

describe('news of withdrawals', () => {
  it('comes when one is asked for and when it is paid, and not as news of a sale', async () => {
    const who = await aWithdrawer();
    const { id, number } = await aWithdrawal(100_000, who);
    await walk(id, approveWithdrawal, sendWithdrawal, payOutWithdrawal);
    const news = (await newsOf(who.customer)).filter(({ kind }) => !bankNews.includes(kind));
    assert.deepEqual(
      news.map(({ kind }) => kind),
      ['withdrawal_requested', 'withdrawal_paid_out'],
    );
    assert.match(news[1]?.body ?? '', /Rp\s?100\.000 .*BCA •••• \d{4}/);
    const mails = await query<{ id: string }>(
      `SELECT id FROM notification_deliveries WHERE subject_id = ? ORDER BY id`,
      [id],
    );
    assert.equal(mails.length, 2);
    const mail = await database()
      .getRepository(NotificationDelivery)
      .findOneByOrFail({ id: mails[0]?.id ?? '' });
    const { subject, text } = await renderEmail(mail);
    assert.match(subject, new RegExp(number));
    assert.match(text, /\/wallet\/withdraw/);
  });

  it('says why one failed or was rejected', async () => {
    for (const [deeds, kind] of [
      [[rejectWithdrawal], 'withdrawal_rejected'],
      [[approveWithdrawal, sendWithdrawal, failWithdrawal], 'withdrawal_failed'],
    ] as [Deed[], string][]) {
      const who = await aWithdrawer();
      const { id } = await aWithdrawal(100_000, who);
      await walk(id, ...deeds);
      const last = (await newsOf(who.customer)).at(-1);
      assert.equal(last?.kind, kind);
      assert.match(last?.body ?? '', /nomor rekening ditutup/);
    }
  });
});

describe('news of bank accounts', () => {
  it('warns the owner that one was added, without its whole number', async () => {
    const customer = await aCustomer();
    await as(customer).post('/users/me/bank-accounts', {
      bank_code: '009',
      number: '7712345678',
      holder_name: 'Sari Wulandari',
    });
    const [told] = await newsOf(customer);
    assert.equal(told?.kind, 'bank_account_added');
    assert.match(told?.body ?? '', /BNI •••• 5678/);
    assert.doesNotMatch(told?.body ?? '', /7712345678/);
  });

  it('says what staff found out', async () => {
    const { customer } = await aWithdrawer();
    assert.deepEqual(await kindsOf(customer), bankNews);
  });
});
