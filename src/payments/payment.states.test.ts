import assert from 'node:assert/strict';
import { DomainError } from '../platform/errors.js';
import { paymentStates, type PaymentEvent, type PaymentStatus } from './payment.states.js';

const events: PaymentEvent[] = ['pay', 'expire', 'fail', 'cancel', 'refund', 'refund_part'];

const allowed: [PaymentStatus, PaymentEvent, PaymentStatus][] = [
  ['UNPAID', 'pay', 'PAID'],
  ['UNPAID', 'expire', 'EXPIRED'],
  ['UNPAID', 'fail', 'FAILED'],
  ['UNPAID', 'cancel', 'CANCELLED'],
  ['PAID', 'refund', 'REFUNDED'],
  ['PAID', 'refund_part', 'PARTIALLY_REFUNDED'],
  ['PARTIALLY_REFUNDED', 'refund', 'REFUNDED'],
  ['PARTIALLY_REFUNDED', 'refund_part', 'PARTIALLY_REFUNDED'],
];

describe('the state table of payments', () => {
  for (const from of paymentStates.states) {
    for (const event of events) {
      const move = allowed.find(([state, word]) => state === from && word === event);
      it(`${move ? `leads from ${from} by ${event} to ${move[2]}` : `knows no ${event} from ${from}`}`, () => {
        if (move) assert.equal(paymentStates.next(from, event), move[2]);
        else assert.throws(() => paymentStates.next(from, event), isIllegal);
      });
    }
  }

  it('S4.37 ends in EXPIRED, FAILED, CANCELLED and REFUNDED', () => {
    const finals = paymentStates.states.filter((state) => paymentStates.isFinal(state));
    assert.deepEqual([...finals].sort(), ['CANCELLED', 'EXPIRED', 'FAILED', 'REFUNDED']);
  });
});

const isIllegal = (error: unknown) => error instanceof DomainError && error.code === 'illegal_transition';
