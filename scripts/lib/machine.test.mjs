import assert from 'node:assert/strict';
import { diskProblem, platformProblem } from './machine.mjs';
import { nodeProblem } from './node-version.mjs';

describe('the check of the machine', () => {
  for (const version of ['20.19.0', '20.20.2', '22.12.0', '24.3.1', '26.0.0']) {
    it(`accepts Node ${version}`, () => assert.equal(nodeProblem(version), null));
  }

  for (const version of ['18.20.4', '20.18.3', '21.7.0', '22.11.0']) {
    it(`refuses Node ${version} and says what to install`, () => {
      const problem = nodeProblem(version) ?? '';
      assert.ok(problem.includes(`This is Node ${version}`));
      assert.match(problem, /20\.19 or newer.*node --version/);
    });
  }

  it('sends people on Windows to WSL', () => {
    assert.equal(platformProblem('linux'), null);
    assert.match(platformProblem('win32') ?? '', /WSL/);
  });

  it('says how much room is missing, where, and how to use another disk', () => {
    const megabytes = 1024 * 1024;
    assert.equal(diskProblem(400 * megabytes, 400 * megabytes, '/srv/data'), null);
    const problem = diskProblem(399.5 * megabytes, 400 * megabytes, '/srv/data') ?? '';
    assert.match(problem, /Only 399 MB are free on the disk that holds \/srv\/data, and 400 MB are needed/);
    assert.match(problem, /AMANAH_DATA_DIR=/);
  });
});
