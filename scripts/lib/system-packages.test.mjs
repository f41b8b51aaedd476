import assert from 'node:assert/strict';
import { ensureSystemPrograms, noRights } from './system-packages.mjs';
import { mariadbProgram, redisProgram } from './system-programs.mjs';

describe('programs of the distribution', () => {
  it('that are there are left alone', async () => {
    const present = { ...redisProgram, find: () => '/usr/bin/redis-server' };
    assert.deepEqual(await ensureSystemPrograms([present], () => {}), []);
  });

  it('that this user may not install are named with the one command and the way around it', () => {
    const text = noRights([mariadbProgram, redisProgram]);
    assert.match(text, /MariaDB and Redis are not installed/);
    assert.match(
      text,
      /sudo apt-get update && sudo apt-get install -y --no-install-recommends mariadb-server redis-server\n/,
    );
    assert.match(text, /DATABASE_URL=/);
    assert.match(text, /REDIS_URL=/);
  });

  it('speak of one program in the singular', () => {
    assert.match(noRights([redisProgram]), /^Redis is not installed/);
  });
});
