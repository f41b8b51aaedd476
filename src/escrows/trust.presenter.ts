import { z } from 'zod';
import { instant } from '../platform/http/paging.js';
import type { Trust } from './trust.read-model.js';

const count = z.number().int();

export const trustResource = z.object({
  deals_done: count.describe('deals on either side that ended with all the money at the seller'),
  deals_paid: count.describe('deals on either side whose money was held, ended or not'),
  deals_disputed: count.describe('how many of the paid ones were ever disputed, whoever was right'),
  disputes_lost: count.describe('parts that a dispute gave to the other side, all or some'),
  parts_due: count.describe('parts delivered as a seller, and those whose time ran out undelivered'),
  on_time_bps: count
    .nullable()
    .describe('share of the parts due that were delivered in time; empty while nothing was due'),
  member_since: instant,
});

/** Somebody's record as the other side may see it. */
export const presentTrust = (trust: Trust): z.infer<typeof trustResource> => ({
  deals_done: trust.dealsDone,
  deals_paid: trust.dealsPaid,
  deals_disputed: trust.dealsDisputed,
  disputes_lost: trust.disputesLost,
  parts_due: trust.partsDue,
  on_time_bps: trust.onTimeBps,
  member_since: trust.memberSince.toISOString(),
});
