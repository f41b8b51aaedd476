import { randomInt } from 'node:crypto';
import { sha256 } from '../platform/cipher.js';
import { csvOf } from '../platform/csv.js';
import { forbidden } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { jakartaDate } from '../platform/jakarta.js';
import { sum } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, isBeneficiary, recordActivity } from '../staff/index.js';
import { BankAccount, bankAccountsById, bankName, numbersOfBankAccounts } from '../users/index.js';
import { PayoutFile, Withdrawal } from './withdrawal.entity.js';
import { nothingToPayOut, payoutFileChanged } from './withdrawal.errors.js';
import { payOutWithdrawal, sendWithdrawal } from './withdrawal.service.js';

/** As many as one unit of work moves in a moment, and as a person can look through. */
const mostPerFile = 100;

const columns = ['number', 'bank_code', 'bank_name', 'account_number', 'holder_name', 'amount'] as const;

/** The list as the bank gets it; the same withdrawals always make the same bytes. */
async function contentOf(withdrawals: Withdrawal[]): Promise<string> {
  const ids = withdrawals.map(({ bankAccountId }) => bankAccountId);
  const [targets, numbers] = await Promise.all([bankAccountsById(ids), numbersOfBankAccounts(ids)]);
  const rows = withdrawals.map(({ number, bankAccountId, amount }) => {
    const { bankCode = '', holderName = '' } = targets.get(bankAccountId) ?? {};
    return [number, bankCode, bankName(bankCode), numbers.get(bankAccountId) ?? '', holderName, amount];
  });
  return csvOf(columns, rows);
}

/** What the person may send: approved, to an account that still counts, and not to themselves. */
async function sendable(uow: UnitOfWork): Promise<Withdrawal[]> {
  const ids = await uow.sql<{ id: string }>(
    `SELECT id FROM withdrawals WHERE status = 'APPROVED' ORDER BY id LIMIT ? FOR UPDATE`,
    [mostPerFile],
  );
  const chosen: Withdrawal[] = [];
  for (const { id } of ids) {
    const withdrawal = await uow.lock(Withdrawal, { id });
    const account = await uow.find(BankAccount, { id: withdrawal.bankAccountId });
    const mayGo =
      account?.status === 'VERIFIED' && !(await isBeneficiary(uow, { beneficiaryId: withdrawal.userId }));
    if (mayGo) chosen.push(withdrawal);
  }
  return chosen;
}

/** `PAY-20261121-4821`: told over the phone, and named in the file. */
const newFileNumber = (moment: Date): string =>
  `PAY-${jakartaDate(moment).replaceAll('-', '')}-${String(randomInt(10_000)).padStart(4, '0')}`;

function makerOf({ actor }: UnitOfWork): { makerId: string; makerName: string } {
  if (actor.kind !== 'staff') throw forbidden();
  return { makerId: actor.id, makerName: actor.name };
}

const told = ({ number, withdrawalCount, amount, contentHash }: PayoutFile) => ({
  number,
  withdrawal_count: withdrawalCount,
  amount,
  content_hash: contentHash,
});

const record = (uow: UnitOfWork, action: string, file: PayoutFile, reason?: string): Promise<void> =>
  recordActivity(uow, {
    action,
    subjectType: 'payout_file',
    subjectId: file.id,
    ...(reason === undefined ? {} : { reason }),
    after: told(file),
  });

/**
 * Puts what is approved on one list for the bank and marks each of it as sent.
 * @throws DomainError `forbidden` (403), `nothing_to_pay_out` (409).
 */
export async function makePayoutFile(uow: UnitOfWork): Promise<PayoutFile> {
  authorize(uow.actor, 'withdrawals.send');
  const withdrawals = await sendable(uow);
  if (withdrawals.length === 0) throw nothingToPayOut();
  const file = Object.assign(new PayoutFile(), {
    id: newId(),
    number: newFileNumber(uow.now),
    withdrawalCount: withdrawals.length,
    amount: sum(withdrawals.map(({ amount }) => amount)),
    contentHash: sha256(await contentOf(withdrawals)),
    ...makerOf(uow),
    createdAt: uow.now,
  });
  await uow.insert(PayoutFile, { ...file });
  for (const { id } of withdrawals) await sendWithdrawal(uow, { withdrawalId: id, payoutFileId: file.id });
  await record(uow, 'payout_file.made', file);
  return file;
}

const withdrawalsIn = async (uow: UnitOfWork, payoutFileId: string): Promise<Withdrawal[]> =>
  (await uow.list(Withdrawal, { payoutFileId })).toSorted((a, b) => (a.id < b.id ? -1 : 1));

/**
 * The list again, with whole account numbers: whoever takes it is written down.
 * @throws DomainError `forbidden` (403), `payout_file_changed` (409) when it is no longer what was made.
 */
export async function downloadPayoutFile(
  uow: UnitOfWork,
  { payoutFileId, reason }: { payoutFileId: string; reason: string },
): Promise<{ filename: string; content: string }> {
  authorize(uow.actor, 'withdrawals.send');
  const file = await uow.lock(PayoutFile, { id: payoutFileId });
  const content = await contentOf(await withdrawalsIn(uow, file.id));
  if (sha256(content) !== file.contentHash) throw payoutFileChanged(file.number);
  await record(uow, 'payout_file.downloaded', file, reason);
  return { filename: `${file.number}.csv`, content };
}

/**
 * The bank has carried out the list: all of it that is still under way is paid out. Answers how many that were.
 * @throws DomainError `forbidden`, `own_benefit` (403), `nothing_to_pay_out` (409).
 */
export async function settlePayoutFile(
  uow: UnitOfWork,
  { payoutFileId, reference }: { payoutFileId: string; reference: string },
): Promise<number> {
  authorize(uow.actor, 'withdrawals.send');
  const file = await uow.lock(PayoutFile, { id: payoutFileId });
  const sent = (await withdrawalsIn(uow, file.id)).filter(({ status }) => status === 'SENT');
  if (sent.length === 0) throw nothingToPayOut();
  for (const { id } of sent) await payOutWithdrawal(uow, { withdrawalId: id, reference });
  await record(uow, 'payout_file.settled', file);
  return sent.length;
}
