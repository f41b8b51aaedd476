import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fromRoot } from '../../src/platform/root.js';

export interface SideServer {
  port: number;
  end(): Promise<void>;
}

type Settings = Record<string, string>;

function launch(file: string, settings: Settings) {
  const child = spawn(process.execPath, ['--import', 'tsx', fromRoot('bench/lib', file)], {
    cwd: fromRoot(),
    env: { ...process.env, ...settings, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

/** Runs a file of bench/lib to its end with a store's settings. @throws when it fails. */
export async function runBeside(file: string, settings: Settings): Promise<void> {
  const child = launch(file, settings);
  child.stdout.resume();
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${file} ended with ${code}.`);
}

/** Runs a file of bench/lib in a process of its own, as the thing to compare with; its first line is its port. */
export async function startSideServer(file: string, settings: Settings): Promise<SideServer> {
  const child = launch(file, settings);
  const gone = once(child, 'exit');
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    gone.then(() => Promise.reject(new Error(`${file} ended before it listened.`))),
  ])) as [Buffer];
  return {
    port: Number(line.toString()),
    async end() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
