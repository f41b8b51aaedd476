import { z } from 'zod';
import { idParam, instant } from '../platform/http/paging.js';
import { disputeStates } from './dispute.states.js';
import {
  disputeCategories,
  evidenceCategories,
  feeBearers,
  outcomes,
  sides,
  type DisputeCategory,
  type EvidenceCategory,
} from './dispute.words.js';

type Words = readonly [string, ...string[]];

/** Words of the API are small, those of tables are capitals. */
const small = <Upper extends string>(words: readonly Upper[]) =>
  z.enum(words.map((word) => word.toLowerCase()) as [Lowercase<Upper>, ...Lowercase<Upper>[]]);

/** What people wrote, without signs that cannot be seen; lines may be broken. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}]/u;
const text = (least: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(2_000)
    .refine((typed) => !unseen.test(typed.replace(/[\r\n\t]/g, '')), 'invalid_format');

const evidenceShape = {
  category: small(evidenceCategories).transform((word) => word.toUpperCase() as EvidenceCategory),
  text: text(3),
  attachment_id: idParam
    .nullable()
    .default(null)
    .describe('a file that you brought into the room of the deal'),
};

export const evidenceBody = z.strictObject(evidenceShape);

export const disputeBody = z.strictObject({
  part_id: idParam.nullable().default(null).describe('needed where several parts could be meant'),
  category: small(disputeCategories).transform((word) => word.toUpperCase() as DisputeCategory),
  statement: text(10),
  evidence: z.array(z.strictObject(evidenceShape)).max(10).default([]),
});

export const appealBody = z.strictObject({ reason: text(10) });

const money = z.number().int();

const evidenceResource = z.object({
  id: z.string(),
  side: small(sides),
  category: small(evidenceCategories),
  text: z.string(),
  attachment: z
    .object({ id: z.string(), name: z.string(), content_type: z.string(), size: z.number().int() })
    .nullable(),
  sha256: z.string(),
  created_at: instant,
});

const decisionResource = z.object({
  round: z.number().int().describe('1 for the decision, 2 for the ruling on the appeal'),
  outcome: small(outcomes),
  refund_amount: money,
  release_amount: money,
  fee_amount: money,
  fee_borne_by: small(feeBearers),
  extend_hours: z.number().int().nullable(),
  letter: z.string(),
  created_at: instant,
});

export const disputeResource = z.object({
  id: z.string(),
  number: z.string(),
  escrow_id: z.string(),
  part_id: z.string(),
  status: z.enum(disputeStates.states as unknown as Words),
  opened_by: small(sides),
  role: small(sides).describe('the side on which you are'),
  category: small(disputeCategories),
  statement: z.string(),
  held_amount: money,
  answer_by: instant.nullable(),
  awaited: z.enum(['you', 'counterpart', 'both']).nullable(),
  decide_by: instant,
  appeal_until: instant.nullable(),
  accepted: z.boolean().describe('whether you have accepted the decision'),
  actions: z.array(z.enum(['evidence', 'accept', 'appeal'])),
  evidence: z.array(evidenceResource),
  decisions: z.array(decisionResource),
  created_at: instant,
  updated_at: instant,
});
export type DisputeResource = z.infer<typeof disputeResource>;
