import assert from 'node:assert/strict';
import { csvOf } from './csv.js';

describe('csvOf', () => {
  it('writes names and rows, with quotes where they are needed', () => {
    assert.equal(
      csvOf(
        ['name', 'amount'],
        [
          ['Toko "Maju", Jakarta', 10],
          [null, 0],
        ],
      ),
      'name,amount\r\n"Toko ""Maju"", Jakarta",10\r\n,0\r\n',
    );
  });

  it('makes plain text of what a spreadsheet would calculate, and leaves figures alone', () => {
    const dangers = ['=1+1', '+62812', '-1', '@SUM(A1)', '\tx', '\rx'];
    for (const text of dangers) assert.ok(csvOf([], [[text]]).includes(`'${text[0]}`), text);
    assert.equal(csvOf(['amount'], [[-500]]), 'amount\r\n-500\r\n');
  });
});
