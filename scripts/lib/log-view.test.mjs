import assert from 'node:assert/strict';
import { readableLine } from './log-view.mjs';

describe('log lines in the terminal', () => {
  it('are left out below a warning', () => {
    assert.equal(readableLine('{"level":30,"msg":"request completed"}', false), null);
  });

  it('show a warning and an error with its cause', () => {
    assert.match(readableLine('{"level":40,"msg":"slow answer"}', false) ?? '', /WARN slow answer/);
    const failed = '{"level":50,"msg":"job failed","err":{"message":"no route to supplier"}}';
    assert.match(readableLine(failed, false) ?? '', /ERROR job failed: no route to supplier/);
  });

  it('show what a process says on its error stream outside the log, such as a crash', () => {
    assert.equal(readableLine('TypeError: x is not a function', true), 'TypeError: x is not a function');
    assert.equal(readableLine('ready', false), null);
    assert.equal(readableLine('{ half a line', true), '{ half a line');
  });
});
