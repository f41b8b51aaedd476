import { fromRoot } from './root.js';

export const defaultKeysDir = fromRoot('.data/keys');

/** Where the signing keys live, for the keys command: it must run before any other setting exists. */
export const keysDir = (): string => process.env['KEYS_DIR'] || defaultKeysDir;
