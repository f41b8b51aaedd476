import 'reflect-metadata';
import { ConfigError } from './platform/config-error.js';

type Role = 'web' | 'worker' | 'scheduler';
const roles: Role[] = ['web', 'worker', 'scheduler'];

/** Picks the roles named on the command line, starts them, and stops them in reverse. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const chosen = roles.filter((role) => wanted.includes(role));
  if (chosen.length === 0 || chosen.length !== wanted.length) {
    throw new ConfigError(`Say which roles to run: ${roles.join(', ')}.`);
  }
  const { startRoles } = await import('./roles.js');
  await startRoles(chosen);
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || (error as Error).name === 'StartError';
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});
