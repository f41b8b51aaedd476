import { startSandbox, type Sandbox } from './index.js';
import { readSettings } from './settings.js';

const longestGoodbyeMs = 3_000;

/** Starts the stand-ins from the environment and ends them within three seconds of being asked to. */
async function main(): Promise<void> {
  const sandbox = await startSandbox(readSettings(process.env));
  console.log(`Sandbox: ${sandbox.url} (Tripay, Digiflazz), mail on port ${sandbox.smtpPort}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end(sandbox));
}

async function end(sandbox: Sandbox): Promise<void> {
  setTimeout(() => process.exit(1), longestGoodbyeMs).unref();
  await sandbox.close();
  process.exit(0);
}

main().catch((error: Error & { code?: string; port?: number }) => {
  const taken = error.code === 'EADDRINUSE';
  console.error(taken ? `The sandbox cannot start: port ${error.port} is already in use.` : error.message);
  process.exit(1);
});
