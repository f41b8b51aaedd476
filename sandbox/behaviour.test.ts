import assert from 'node:assert/strict';
import { Behaviour } from './behaviour.js';

describe('Behaviour', () => {
  const open = () => new Behaviour<{ mode: string }>({ mode: 'usual' });

  it('is as usual until it is set and after a reset', () => {
    const behaviour = open();
    assert.equal(behaviour.take('a').mode, 'usual');
    behaviour.set({ mode: 'odd' });
    assert.equal(behaviour.take('a').mode, 'odd');
    behaviour.reset();
    assert.equal(behaviour.take('a').mode, 'usual');
  });

  it('lets an order for one reference go before the general one', () => {
    const behaviour = open();
    behaviour.set({ mode: 'odd' });
    behaviour.set({ mode: 'special' }, { reference: 'a' });
    assert.deepEqual(
      ['a', 'b'].map((key) => behaviour.take(key).mode),
      ['special', 'odd'],
    );
  });

  it('is used up after the ordered number of calls', () => {
    const behaviour = open();
    behaviour.set({ mode: 'odd' }, { times: 2 });
    behaviour.set({ mode: 'special' }, { reference: 'a', times: 1 });
    const taken = ['a', 'a', 'b', 'b'].map((key) => behaviour.take(key).mode);
    assert.deepEqual(taken, ['special', 'odd', 'odd', 'usual']);
  });
});
