import { Eta } from 'eta';
import type { Request } from 'express';
import helmet from 'helmet';
import { fromRoot } from '../../src/platform/root.js';
import { languageOf, textsIn } from './language.js';

const eta = new Eta({ views: fromRoot('sandbox/pages/views'), cache: true, autoEscape: true });

/** Pages show what strangers sent, so nothing but our own style sheet and script may run on them. */
export const pageHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      frameSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'self'"],
    },
  },
  // Without a referrer browsers send forms with the origin `null`, which the origin check refuses.
  referrerPolicy: { policy: 'same-origin' },
  // The sandbox speaks plain HTTP on loopback.
  strictTransportSecurity: false,
});

/** Renders a template with the texts of the asked language and our ways to write money and time. */
export function renderPage(req: Request, view: string, model: object): string {
  const language = languageOf(req);
  const t = textsIn(language);
  return eta.render(`./${view}`, {
    ...model,
    t,
    language,
    rupiah,
    time,
    query: language === 'en' ? '?lang=en' : '',
  });
}

function rupiah(amount: number): string {
  return `Rp ${amount.toLocaleString('id-ID')}`;
}

const jakartaTime = new Intl.DateTimeFormat('id-ID', {
  timeZone: 'Asia/Jakarta',
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** An instant as text or as Unix seconds, in Jakarta time. */
function time(instant: string | number): string {
  return jakartaTime.format(typeof instant === 'number' ? instant * 1000 : new Date(instant));
}
