import { randomBytes } from 'node:crypto';

/**
 * A random secret in hexadecimal: safe in a URL, in an env file and in a SQL string, and never by chance the
 * beginning of a word that the settings check refuses.
 * @param {number} [bytes]
 */
export function secret(bytes = 32) {
  return randomBytes(bytes).toString('hex');
}

/**
 * Provider credentials for the sandbox and the signing secret, made once. In the demo and in tests both sides
 * read the same file, so they agree.
 * @returns {Record<string, string>}
 */
export function generatedSecrets() {
  return {
    SECRET_KEY: secret(48),
    TRIPAY_API_KEY: secret(20),
    TRIPAY_PRIVATE_KEY: secret(16),
    TRIPAY_MERCHANT_CODE: 'T10001',
    DIGIFLAZZ_USERNAME: 'amanahdemo',
    DIGIFLAZZ_API_KEY: secret(20),
    DIGIFLAZZ_WEBHOOK_SECRET: secret(20),
  };
}
