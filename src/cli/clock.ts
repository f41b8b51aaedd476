import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clock, followClockFile } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { formatJakarta } from '../platform/jakarta.js';

const units: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const [wish] = process.argv.slice(2);
const match = /^([+-]?)(\d+)([smhd])$/.exec(wish ?? '');

if (config.isProduction) {
  console.error('The clock cannot be moved in production.');
  process.exit(1);
}
const stopFollowing = followClockFile();
if (wish === 'reset') {
  rmSync(config.CLOCK_FILE, { force: true });
  console.log('The clock is back.');
} else if (match) {
  const step = Number(match[2]) * (units[match[3] ?? ''] ?? 0) * (match[1] === '-' ? -1 : 1);
  const offset = clock.now().getTime() - Date.now() + step;
  mkdirSync(path.dirname(config.CLOCK_FILE), { recursive: true });
  // Renamed into place: a process that reads half a file would take the clock to be back.
  const draft = `${config.CLOCK_FILE}.new`;
  writeFileSync(draft, `${JSON.stringify({ offset_ms: offset })}\n`);
  renameSync(draft, config.CLOCK_FILE);
  console.log(`All processes now take it to be ${formatJakarta(new Date(Date.now() + offset), 'en')}.`);
} else {
  console.log('Usage: npm run clock -- +1d | -2h | +30m | reset');
  process.exitCode = 1;
}
stopFollowing();
