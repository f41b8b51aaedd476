import assert from 'node:assert/strict';
import { Circuit } from './circuit.js';

type Outcome = 'answer' | 'silence';

const circuitOf = (opened: () => void = () => undefined) =>
  new Circuit<Outcome>({
    isFailure: (outcome) => outcome === 'silence',
    restMs: 60_000,
    mostAtOnce: 16,
    onOpen: opened,
  });

const silent = () => Promise.resolve('silence' as const);
const answered = () => Promise.resolve('answer' as const);

async function fail(circuit: Circuit<Outcome>, times: number): Promise<void> {
  for (let call = 0; call < times; call += 1) await circuit.run(silent, 'resting');
}

describe('Circuit', () => {
  it('opens after five failures in a row, and no work begins any more', async () => {
    const circuit = circuitOf();
    await fail(circuit, 5);
    let begun = false;
    const work = () => {
      begun = true;
      return answered();
    };
    assert.equal(await circuit.run(work, 'resting'), 'resting');
    assert.deepEqual([begun, circuit.isResting], [false, true]);
  });

  it('stays closed while something else comes in between', async () => {
    const circuit = circuitOf();
    await fail(circuit, 4);
    await circuit.run(answered, 'resting');
    await fail(circuit, 4);
    assert.equal(circuit.isResting, false);
    assert.equal(await circuit.run(answered, 'resting'), 'answer');
  });

  it('says once that it has opened', async () => {
    let opened = 0;
    await fail(
      circuitOf(() => (opened += 1)),
      9,
    );
    assert.equal(opened, 1);
  });

  it('turns away more than its seats at once, and counts that against nobody', async () => {
    const circuit = circuitOf();
    const release: (() => void)[] = [];
    const wait = () => new Promise<Outcome>((resolve) => release.push(() => resolve('answer')));
    const held = Array.from({ length: 16 }, () => circuit.run(wait, 'resting'));
    for (let call = 0; call < 9; call += 1) assert.equal(await circuit.run(answered, 'resting'), 'resting');
    release.forEach((each) => each());
    await Promise.all(held);
    assert.equal(await circuit.run(answered, 'resting'), 'answer');
  });

  it('does not take our own errors for failures of the provider', async () => {
    const circuit = circuitOf();
    const broken = () => Promise.reject(new Error('database gone'));
    for (let call = 0; call < 10; call += 1)
      await assert.rejects(circuit.run(broken, 'resting'), /database gone/);
    assert.equal(await circuit.run(answered, 'resting'), 'answer');
  });
});
