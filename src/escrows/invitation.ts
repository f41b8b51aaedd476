import { createHmac } from 'node:crypto';
import { derivedKey, sha256 } from '../platform/cipher.js';
import type { Escrow } from './escrow.entity.js';

/** Crockford's letters: none that look alike, so a code survives being read out. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bits = 130;

function inLetters(bytes: Buffer): string {
  let number = BigInt(`0x${bytes.toString('hex')}`) >> BigInt(bytes.length * 8 - bits);
  let text = '';
  for (let place = 0; place < bits / 5; place += 1) {
    text = letters.charAt(Number(number & 31n)) + text;
    number >>= 5n;
  }
  return text;
}

type Invitation = Pick<Escrow, 'id' | 'invitation'>;

/**
 * The code with which the other side joins: 130 bits that nobody can guess without our key. It can be written again at
 * any time for whoever made the deal, and only its digest is stored.
 */
export const codeOf = ({ id, invitation }: Invitation): string =>
  inLetters(createHmac('sha256', derivedKey('escrow-invitation')).update(`${id}:${invitation}`).digest());

/** As people type it: with spaces and dashes, small, and with letters that Crockford reads as digits. */
const tidy = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0');

export const digestOfCode = (typed: string): string => sha256(tidy(typed));

export const digestOf = (invitation: Invitation): string => digestOfCode(codeOf(invitation));
