import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { fromRoot } from '../platform/root.js';
import { loginStaff } from '../staff/index.js';

interface Outcome {
  code: number | null;
  output: string;
}

/** Runs the command as an operator would, with nobody at the terminal. */
function staff(...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, ['--import=tsx', fromRoot('src/cli/staff.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

const passwordIn = ({ output }: Outcome): string => /shown only now: (\S+)/.exec(output)?.[1] ?? '';

const logIn = (email: string, password: string) => loginStaff({ email, password, ip: '127.0.0.1' });

describe('the staff command', function () {
  this.timeout(120_000);
  const email = 'pemilik@toko.test';
  let created: Outcome;
  before(async () => {
    created = await staff(
      'create',
      '--email',
      'Pemilik@toko.test',
      '--name',
      'Pemilik Toko',
      '--role',
      'owner',
    );
  });

  it('opens the first account and shows its password once', async () => {
    assert.equal(created.code, 0, created.output);
    assert.equal((await logIn(email, passwordIn(created)))?.role, 'owner');
    const { output } = await staff('list');
    assert.match(output, /pemilik@toko\.test/);
    assert.doesNotMatch(output, new RegExp(passwordIn(created)));
  });

  it('refuses an address in use, an unknown role and a wrong address in a sentence', async () => {
    const person = ['--email', email, '--name', 'Lain'];
    for (const [args, sentence] of [
      [['create', ...person, '--role', 'owner'], /already/i],
      [['create', ...person, '--role', 'chef'], /no role chef/],
      [['create', '--email', 'x', '--name', 'Lain', '--role', 'viewer'], /--email/],
      [['dance'], /Usage/],
    ] as const) {
      const { code, output } = await staff(...args);
      assert.equal(code, 1);
      assert.match(output, sentence);
      assert.doesNotMatch(output, /\n {4}at /);
    }
  });

  it('gives a new password and ends the old one', async () => {
    const reset = await staff('reset-password', '--email', email);
    assert.equal(await logIn(email, passwordIn(created)), null);
    assert.ok(await logIn(email, passwordIn(reset)));
  });

  it('turns no second factor on without a code of it', async () => {
    const { code, output } = await staff('totp', '--email', email);
    assert.equal(code, 1);
    assert.match(output, /secret: [A-Z2-7]{32}/);
  });
});
