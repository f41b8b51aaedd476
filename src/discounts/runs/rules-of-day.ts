import { dayAfter, jakartaMidnight } from '../../platform/jakarta.js';

/**
 * Since when the rule of a version `v` has run without a gap: a version that took over in the moment in which another
 * ended goes on where that one stood.
 */
const withoutGapSince = `(SELECT MAX(b.live_at) FROM discount_versions b WHERE b.rule_id = v.rule_id
  AND NOT EXISTS (SELECT 1 FROM discount_versions p WHERE p.rule_id = b.rule_id AND p.version <> b.version
    AND p.live_at IS NOT NULL AND p.ended_at = b.live_at))`;

/** Whether a version `v` is the daily task's on a day that ends so: a rule that went live later does not look back. */
export const isOfDay = `v.in_force_of IS NOT NULL AND v.occasion = 'daily' AND ${withoutGapSince} < ?`;

export const endOf = (date: string): Date => jakartaMidnight(dayAfter(date));
