import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf } from './process-identity.mjs';
import { Supervisor } from './supervisor.mjs';

describe('the supervisor', () => {
  let folder = '';
  const shown = new EventEmitter();
  let text = '';
  /** @type {Supervisor} */
  let supervisor;
  /** @type {Array<Array<{ name: string, pid: number, identity: string | null }>>} */
  let recorded = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'amanah-supervisor-'));
    recorded = [];
    text = '';
    supervisor = new Supervisor({
      logsDir: folder,
      show: (line) => {
        text += `${line}\n`;
        shown.emit('line');
      },
      onChange: (children) => recorded.push(children),
      firstPauseMs: 1,
    });
  });
  afterEach(async () => {
    supervisor.hurry();
    await supervisor.stop(100);
    rmSync(folder, { recursive: true, force: true });
  });

  /**
   * @param {string} name
   * @param {string} code
   */
  const start = (name, code) => supervisor.start({ name, args: ['-e', code], env: process.env, cwd: folder });

  /** @param {RegExp} pattern */
  async function untilShown(pattern) {
    while (!pattern.test(text)) await once(shown, 'line');
  }

  it('starts a process again that died, counts its deaths, and tells', async () => {
    start('worker', 'process.exit(3)');
    await untilShown(/worker\] ended unexpectedly \(code 3\)[^]*worker\] ended unexpectedly/);
    assert.ok(supervisor.deathsOf('worker') >= 2);
  });

  it('records who runs, so that a later start can end them', async () => {
    start('web', 'console.error("up"); setInterval(() => {}, 1000)');
    await untilShown(/web\] up/);
    const [child] = recorded.at(-1) ?? [];
    assert.equal(child?.identity, identityOf(child?.pid ?? 0));
  });

  it('keeps the whole log in a file and shows what matters', async () => {
    start('web', 'console.log("quiet line"); console.error("loud line"); setInterval(() => {}, 1000)');
    await untilShown(/loud line/);
    await supervisor.stop();
    const log = readFileSync(supervisor.logFile('web'), 'utf8');
    assert.ok(log.includes('quiet line') && log.includes('loud line'));
  });

  it('ends the last started first, and nobody is started again', async () => {
    const program = (/** @type {string} */ name) =>
      `process.on('SIGTERM', () => { console.error('${name} ends'); process.exit(0) }); console.error('${name} up'); setInterval(() => {}, 1000)`;
    start('web', program('first'));
    await untilShown(/first up/);
    start('worker', program('second'));
    await untilShown(/second up/);
    const ends = untilShown(/second ends[^]*first ends/);
    await supervisor.stop();
    await ends;
    // That a process is gone is heard a moment after it is.
    while (supervisor.children().length > 0) await new Promise((done) => setImmediate(done));
  });

  it('kills a process that does not want to end once its grace is over', async () => {
    start('worker', `process.on('SIGTERM', () => {}); console.error('up'); setInterval(() => {}, 1000)`);
    await untilShown(/up/);
    const [child] = supervisor.children();
    await supervisor.stop(50);
    assert.equal(identityOf(child?.pid ?? 0), null);
  });
});
