import { parseArgs } from 'node:util';
import { keysDir } from '../platform/keys-dir.js';
import { writeKeys } from '../users/key-files.js';

const { values } = parseArgs({ options: { rotate: { type: 'boolean', default: false } } });
const written = await writeKeys(keysDir(), values);
console.log(
  written.length === 0
    ? `The signing keys in ${keysDir()} are in order.`
    : `Wrote ${written.join(' and ')} in ${keysDir()}.`,
);
