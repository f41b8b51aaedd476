import assert from 'node:assert/strict';
import { installProblem, packagesMatch } from './packages.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/for-another-platform': { version: '2.0.0', optional: true },
  },
};

describe('the installed packages', () => {
  it('match when all but optional ones are there in the locked version', () => {
    assert.equal(packagesMatch(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } }), true);
  });

  it('do not match when one is missing or has another version', () => {
    assert.equal(packagesMatch(wanted, { packages: {} }), false);
    assert.equal(packagesMatch(wanted, { packages: { 'node_modules/a': { version: '1.0.1' } } }), false);
  });

  it('do not match when an optional one has another version', () => {
    const present = {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/for-another-platform': { version: '2.0.1' },
    };
    assert.equal(packagesMatch(wanted, { packages: present }), false);
  });

  it('that cannot be installed are explained by their cause', () => {
    assert.match(installProblem('npm error code ENOSPC'), /disk is full/);
    assert.match(installProblem('npm error code EACCES'), /belong to another user/);
    assert.match(installProblem('npm error network timeout'), /npm ping/);
  });
});
