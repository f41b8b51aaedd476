import { randomInt } from 'node:crypto';

/** Without letters and digits that people confuse when they copy by hand. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

const group = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');

/** A password that a machine makes up and a person types once: 16 characters in four groups, 79 bits. */
export const generatePassword = (): string => Array.from({ length: 4 }, group).join('-');
