import assert from 'node:assert/strict';
import { decide, toldBy, type Step, type Told } from './decisions.js';
import { fulfilmentStates, type FulfilmentEvent, type FulfilmentStatus } from './fulfilment.states.js';

const words: Told[] = [
  'success',
  'unproven',
  'pending',
  'failure',
  'doubtful',
  'limited',
  'reversal',
  'blocked',
  'contested',
  'unknown',
];
const called = fulfilmentStates.states.filter((state) => state !== 'QUEUED');
const moves: Step[] = ['succeed', 'fail', 'pend', 'lose', 'pause', 'reverse'];

type Called = Exclude<FulfilmentStatus, 'QUEUED'>;
const step = (
  status: Called,
  told: Told,
  asked: FulfilmentStatus | null = status,
  askedRc: string | null = null,
) => decide(status, { told, rc: '01' }, asked === null ? null : { status: asked, rc: askedRc });

describe('decide', () => {
  it('only makes moves that the state table allows', () => {
    for (const status of called)
      for (const told of words)
        for (const asked of [...fulfilmentStates.states, null])
          for (const askedRc of ['01', null]) {
            const decided = step(status, told, asked, askedRc);
            if (moves.includes(decided))
              assert.ok(
                fulfilmentStates.can(status, decided as FulfilmentEvent),
                `${status} ${told} ${decided}`,
              );
          }
  });

  it('never ends an order on a word that proves nothing', () => {
    for (const status of ['SENT', 'PENDING', 'UNKNOWN'] as const)
      for (const told of ['unknown', 'blocked', 'contested', 'pending', 'unproven'] as const)
        for (const asked of [...fulfilmentStates.states, null])
          assert.ok(
            ['keep', 'pend', 'lose', 'pause'].includes(step(status, told, asked, '01')),
            `${status} ${told}`,
          );
  });

  it('puts an order back into the queue only when every call was refused', () => {
    assert.equal(step('SENT', 'blocked', 'QUEUED'), 'pause');
    assert.equal(step('SENT', 'blocked', 'SENT'), 'lose');
    assert.equal(step('SENT', 'blocked', null), 'lose');
    assert.equal(step('UNKNOWN', 'blocked', 'UNKNOWN'), 'keep');
    assert.equal(step('PENDING', 'blocked', 'PENDING'), 'keep');
  });

  it('accepts a time-out only from a second question', () => {
    assert.equal(step('SENT', 'doubtful', 'QUEUED'), 'lose');
    assert.equal(step('PENDING', 'doubtful', 'PENDING', '01'), 'lose');
    assert.equal(step('UNKNOWN', 'doubtful', null), 'keep');
    assert.equal(step('UNKNOWN', 'doubtful', 'QUEUED'), 'keep');
    assert.equal(step('UNKNOWN', 'doubtful', 'UNKNOWN', '70'), 'keep');
    assert.equal(step('UNKNOWN', 'doubtful', 'UNKNOWN', '01'), 'fail');
  });

  it('never takes "you ask too often" for news about a pending purchase', () => {
    assert.equal(step('PENDING', 'limited', 'PENDING', '85'), 'keep');
    assert.equal(step('UNKNOWN', 'limited', 'UNKNOWN', null), 'keep');
  });

  it('lets a late pending undo nothing', () => {
    for (const status of ['SUCCESS', 'FAILED', 'REVERSED'] as const)
      assert.equal(step(status, 'pending'), 'ignore');
  });

  it('turns a success back only for a reversal', () => {
    assert.equal(step('SUCCESS', 'reversal'), 'reverse');
    assert.equal(step('SUCCESS', 'failure'), 'contradict');
    assert.equal(step('SUCCESS', 'doubtful'), 'contradict');
  });

  it('books a loss when a failed purchase was bought after all', () => {
    assert.equal(step('FAILED', 'success'), 'book_loss');
    assert.equal(step('FAILED', 'unproven'), 'book_loss');
    assert.equal(step('FAILED', 'reversal'), 'undo_loss');
  });
});

describe('toldBy', () => {
  it('does not take a success without its serial number for done', () => {
    const news = 'success';
    assert.equal(toldBy({ news, serialNumber: null }, true), 'unproven');
    assert.equal(toldBy({ news, serialNumber: null }, false), 'success');
    assert.equal(toldBy({ news, serialNumber: '1' }, true), 'success');
  });
});
