import type { Locale } from '../platform/i18n.js';

/** What is known of a party. */
export const trustModel = (_locale: Locale, _userId: string, _name: string): Promise<null> =>
  Promise.resolve(null);
