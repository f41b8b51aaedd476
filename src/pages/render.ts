import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import { clock } from '../platform/clock.js';
import { hasCopy, translate } from '../platform/i18n.js';
import { formatJakarta, jakartaMinuteOfDay } from '../platform/jakarta.js';
import { formatRupiah } from '../platform/money.js';
import { fromRoot } from '../platform/root.js';
import { support } from '../platform/support.js';
import { icon } from './icons.js';
import type { PageVisit } from './page.js';

const eta = new Eta({ views: fromRoot('views'), cache: true, autoEscape: true });

/** Assets may be cached for ever, because their address changes with their content. */
const assetVersion = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(fromRoot('views/assets', file)))
    .digest('hex')
    .slice(0, 10);

const versions = new Map<string, string>();

function assetUrl(file: string): string {
  const version = versions.get(file) ?? assetVersion(file);
  versions.set(file, version);
  return `/assets/${file}?v=${version}`;
}

/** `05:30`, as opening hours are written. */
function jakartaHour(moment: Date): string {
  const minutes = jakartaMinuteOfDay(moment);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** What every template may use; the templates escape whatever they print. */
function helpersFor({ visitor, locale, req, pieces }: PageVisit) {
  const t = (key: string, params?: Record<string, unknown>) => translate(locale, key, params);
  return {
    locale,
    visitor,
    pieces,
    here: req.originalUrl,
    now: clock.now().toISOString(),
    t,
    /** The text of a code, or a general one for codes that nobody wrote a text for. */
    tOr: (key: string, fallback: string, params?: Record<string, unknown>) =>
      t(hasCopy(locale, key) ? key : fallback, params),
    rupiah: (amount: number) => formatRupiah(amount, locale),
    time: (moment: string | Date) => formatJakarta(new Date(moment), locale),
    timeWithSeconds: (moment: string | Date) => formatJakarta(new Date(moment), locale, 'medium'),
    hour: (moment: string | Date) => jakartaHour(new Date(moment)),
    asset: assetUrl,
    icon,
    support,
  };
}

/** The HTML of a template, whole page or part of one. */
export const htmlOf = (visit: PageVisit, view: string, data: object = {}): string =>
  eta.render(view, { ...helpersFor(visit), ...data });

/** Pages name people and prices, so nobody but this browser keeps them. */
export const privately = { 'Cache-Control': 'no-store', Vary: 'Cookie, Accept-Language' };

export function render(visit: PageVisit, view: string, data: object = {}, status = 200): void {
  const html = htmlOf(visit, view, data);
  visit.res.status(status).set(privately).type('html').send(html);
}
