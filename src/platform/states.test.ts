import assert from 'node:assert/strict';
import { DomainError } from './errors.js';
import { defineStates } from './states.js';

const door = defineStates('door', {
  OPEN: { close: 'CLOSED' },
  CLOSED: { open: 'OPEN', lock: 'LOCKED' },
  LOCKED: {},
});

describe('defineStates', () => {
  it('allows what the table allows', () => {
    assert.equal(door.next('OPEN', 'close'), 'CLOSED');
    assert.equal(door.can('CLOSED', 'lock'), true);
  });

  it('refuses every other move with the states in the answer', () => {
    assert.equal(door.can('LOCKED', 'open'), false);
    assert.throws(
      () => door.next('LOCKED', 'open'),
      (error: DomainError) =>
        error.code === 'illegal_transition' && error.status === 409 && error.params['from'] === 'LOCKED',
    );
  });

  it('knows which states are final', () => {
    assert.equal(door.isFinal('LOCKED'), true);
    assert.equal(door.isFinal('OPEN'), false);
    assert.deepEqual(door.states, ['OPEN', 'CLOSED', 'LOCKED']);
  });
});
