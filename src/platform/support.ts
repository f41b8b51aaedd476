import { config } from './config.js';

export interface Support {
  /** As a sentence names it: an e-mail address, or `WhatsApp +62…`. */
  name: string;
  /** What a click opens. */
  href: string;
}

/** A contact of the shop's people; the setting holds an e-mail address or a number in international form. */
export const supportOf = (contact: string): Support =>
  contact.startsWith('+')
    ? { name: `WhatsApp ${contact}`, href: `https://wa.me/${contact.slice(1)}` }
    : { name: contact, href: `mailto:${contact}` };

/** Where customers of this shop turn to when something went wrong; texts call its name `{{support}}`. */
export const support: Support = supportOf(config.SUPPORT_CONTACT);
