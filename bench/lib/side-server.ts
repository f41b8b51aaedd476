import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fromRoot } from '../../src/platform/root.js';

export interface SideServer {
  port: number;
  end(): Promise<void>;
}

/** Runs a file of bench/lib in a process of its own, as the thing to compare with; its first line is its port. */
export async function startSideServer(file: string, settings: Record<string, string>): Promise<SideServer> {
  const child = spawn(process.execPath, ['--import', 'tsx', fromRoot('bench/lib', file)], {
    env: { ...process.env, ...settings, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
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
