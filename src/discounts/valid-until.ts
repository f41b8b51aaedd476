import { dayAfter, jakartaDate, jakartaMidnight } from '../platform/jakarta.js';
import { daysLater } from './conditions/feasts.js';
import type { Definition } from './definition.js';

/** The end of the last Jakarta day on which a grant can be used; the day of the grant is its first. */
export const validUntil = ({ valid_days }: Pick<Definition, 'valid_days'>, from: Date): Date =>
  jakartaMidnight(dayAfter(daysLater(jakartaDate(from), valid_days - 1)));
