import assert from 'node:assert/strict';
import {
  claimOrder,
  fulfilmentOf,
  noAnswer,
  recordAnswer,
  withdrawFulfilment,
  type SupplierAnswer,
} from '../../src/fulfilments/index.js';
import { paymentOf, processCallback } from '../../src/payments/index.js';
import { system } from '../../src/platform/actor.js';
import { query } from '../../src/platform/database.js';
import { inTransaction, type UnitOfWork } from '../../src/platform/unit-of-work.js';
import {
  completeTransaction,
  failTransaction,
  logsOfTransaction,
  markPaid,
  processTransaction,
  reverseTransaction,
  transactionById,
} from '../../src/transactions/index.js';
import { ageCall } from '../factories/fulfilments.js';
import { aSale } from '../factories/transactions.js';
import { aCustomer } from '../factories/users.js';
import { useShopFloor } from '../shop-floor.js';
import { endInSoundBooks } from '../sound-books.js';

type Deed = 'send' | 'pause' | 'withdraw' | 'succeed' | 'fail' | 'reverse';
type Word = 'sent' | 'success' | 'failed' | 'reversed';

const act = <T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> => inTransaction(system('test'), work);

const answers: Record<Exclude<Deed, 'send' | 'withdraw'>, Partial<SupplierAnswer>> = {
  pause: { news: 'blocked', rc: '44' },
  succeed: { news: 'success', rc: '00', serialNumber: '0123456789', priceAmount: 10_500 },
  fail: { news: 'failure', rc: '02' },
  reverse: { news: 'reversal', rc: '74' },
};

/** Lets one thing happen to the order of a sale, as the worker or the supplier would. */
async function happen(transactionId: string, deed: Deed): Promise<void> {
  const order = await fulfilmentOf(transactionId);
  assert.ok(order);
  if (deed === 'withdraw')
    return void (await act((uow) => withdrawFulfilment(uow, { transactionId, code: 'given_up' })));
  if (deed === 'send') {
    await ageCall(order, 60_000);
    return void (await act((uow) => claimOrder(uow, order.id)));
  }
  const answer = { ...noAnswer(deed, 200), ...answers[deed] };
  const asked = { status: 'QUEUED', rc: order.rc } as const;
  await act((uow) => recordAnswer(uow, { fulfilmentId: order.id, answer, asked, durationMs: 1 }));
}

const hear: Record<Word, (uow: UnitOfWork, id: string) => Promise<void>> = {
  sent: processTransaction,
  success: completeTransaction,
  failed: (uow, id) => failTransaction(uow, id, 'given_up'),
  reversed: reverseTransaction,
};

/** Tells the sale each word in turn; one that comes too early is told again at the end, as its job would be. */
async function tell(id: string, words: Word[]): Promise<void> {
  const waiting = [...words];
  for (let tries = 0; waiting.length > 0; tries += 1) {
    assert.ok(tries < 20, `never heard: ${waiting.join(', ')}`);
    const [word] = waiting.splice(0, 1) as [Word];
    try {
      await act((uow) => hear[word](uow, id));
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'transaction_not_completed');
      waiting.push(word);
    }
  }
}

/** Every order in which words can be heard, each once. */
function ordersOf(words: Word[]): Word[][] {
  if (words.length < 2) return [words];
  const all = words.flatMap((first, place) =>
    ordersOf(words.toSpliced(place, 1)).map((rest) => [first, ...rest]),
  );
  return [...new Map(all.map((order) => [order.join(), order])).values()];
}

interface Story {
  title: string;
  deeds: Deed[];
  words: Word[];
  ends: string[];
}

const stories: Story[] = [
  {
    title: 'is bought',
    deeds: ['send', 'succeed'],
    words: ['sent', 'success'],
    ends: ['PROCESSING', 'SUCCESS'],
  },
  {
    title: 'goes back into the queue once and is bought then',
    deeds: ['send', 'pause', 'send', 'succeed'],
    words: ['sent', 'sent', 'success'],
    ends: ['PROCESSING', 'SUCCESS'],
  },
  {
    title: 'is refused by the supplier',
    deeds: ['send', 'fail'],
    words: ['sent', 'failed'],
    ends: ['PROCESSING', 'FAILED', 'REFUNDED'],
  },
  {
    title: 'goes back into the queue and is given up there',
    deeds: ['send', 'pause', 'withdraw'],
    words: ['sent', 'failed'],
    ends: ['PROCESSING', 'FAILED', 'REFUNDED'],
  },
  {
    title: 'is given up before it was sent',
    deeds: ['withdraw'],
    words: ['failed'],
    ends: ['FAILED', 'REFUNDED'],
  },
  {
    title: 'is bought and taken back',
    deeds: ['send', 'succeed', 'reverse'],
    words: ['sent', 'success', 'reversed'],
    ends: ['PROCESSING', 'SUCCESS', 'REFUNDED'],
  },
];

describe('a paid sale whose order', () => {
  const providers = useShopFloor();
  endInSoundBooks();

  /** What the shop's own jobs would do is left to the test. */
  const forgetJobs = () => query(`DELETE FROM outbox WHERE status = 'PENDING'`);

  async function paidSale(): Promise<string> {
    const sale = await aSale(await aCustomer());
    await providers.control(`tripay/${(await paymentOf(sale.id))?.reference}/pay`);
    const [row] = await query<{ id: string }>('SELECT id FROM payment_callbacks WHERE merchant_ref = ?', [
      sale.payment?.id,
    ]);
    await act((uow) => processCallback(uow, row?.id ?? ''));
    await act((uow) => markPaid(uow, sale.id));
    await forgetJobs();
    return sale.id;
  }

  const statusOf = async (id: string) => (await transactionById(id)).status;
  const stepsOf = async (id: string) => (await logsOfTransaction(id)).map((log) => log.toStatus);

  afterEach(forgetJobs);

  it('waits for its turn is PAID, and PROCESSING from the moment at which the order is sent', async () => {
    const id = await paidSale();
    assert.deepEqual([await statusOf(id), (await fulfilmentOf(id))?.status], ['PAID', 'QUEUED']);
    await tell(id, ['sent', 'success']);
    assert.equal(await statusOf(id), 'PAID', 'no word makes a sale believe what has not happened');
    await happen(id, 'send');
    await tell(id, ['sent']);
    assert.deepEqual([await statusOf(id), (await fulfilmentOf(id))?.status], ['PROCESSING', 'SENT']);
    await happen(id, 'pause');
    assert.deepEqual([await statusOf(id), (await fulfilmentOf(id))?.status], ['PROCESSING', 'QUEUED']);
    await happen(id, 'withdraw');
    await tell(id, ['failed']);
  });

  for (const { title, deeds, words, ends } of stories)
    for (const order of ordersOf(words))
      it(`${title} goes through ${ends.join(', ')} when it hears ${order.join(', ')}`, async () => {
        const id = await paidSale();
        for (const deed of deeds) await happen(id, deed);
        await tell(id, order);
        await tell(id, order.toReversed());
        assert.deepEqual(await stepsOf(id), ['AWAITING_PAYMENT', 'PAID', ...ends]);
      });
});
