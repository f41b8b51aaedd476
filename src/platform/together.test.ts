import assert from 'node:assert/strict';
import { together } from './together.js';

describe('together', () => {
  it('asks once for what many ask within a turn of the loop, and for each key once', async () => {
    const looks: string[][] = [];
    const lengthOf = together(async (words: string[]) => {
      looks.push(words);
      return Promise.resolve(new Map(words.map((word) => [word, word.length])));
    });
    assert.deepEqual(await Promise.all(['satu', 'dua', 'satu'].map(lengthOf)), [4, 3, 4]);
    assert.equal(await lengthOf('tiga'), 4);
    assert.deepEqual(looks, [['satu', 'dua'], ['tiga']]);
  });

  it('answers nothing for what is not there', async () => {
    assert.equal(await together(() => Promise.resolve(new Map<string, string>()))('empat'), undefined);
  });

  it('tells everybody of a failure, and tries anew for who asks next', async () => {
    let fails = true;
    const echo = together(async (words: string[]) => {
      if (fails) throw new Error('away');
      return Promise.resolve(new Map(words.map((word) => [word, word])));
    });
    const answers = await Promise.allSettled(['satu', 'dua'].map(echo));
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    fails = false;
    assert.equal(await echo('satu'), 'satu');
  });

  it('asks for fifty at most at a time', async () => {
    const sizes: number[] = [];
    const echo = together(async (numbers: number[]) => {
      sizes.push(numbers.length);
      return Promise.resolve(new Map(numbers.map((number) => [number, number])));
    });
    const wanted = Array.from({ length: 120 }, (_, position) => position);
    assert.deepEqual(await Promise.all(wanted.map(echo)), wanted);
    assert.deepEqual(sizes, [50, 50, 20]);
  });
});
