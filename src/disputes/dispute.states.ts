import { defineStates } from '../platform/states.js';

export type DisputeStatus =
  'OPEN' | 'AWAITING_EVIDENCE' | 'UNDER_REVIEW' | 'ESCALATED' | 'DECIDED' | 'APPEALED' | 'CLOSED';

export type DisputeEvent =
  'answer' | 'take_up' | 'ask' | 'escalate' | 'decide' | 'extend' | 'settle' | 'appeal' | 'rule';

/**
 * The whole life of a case. Nobody is judged before they have answered, their time to answer is over, or staff take
 * the case up with a reason. A decision that moves money rests in DECIDED until nobody may appeal any more.
 */
export const disputeStates = defineStates<DisputeStatus, DisputeEvent>(
  'dispute',
  {
    OPEN: {
      answer: 'UNDER_REVIEW',
      take_up: 'UNDER_REVIEW',
      ask: 'AWAITING_EVIDENCE',
      escalate: 'ESCALATED',
    },
    AWAITING_EVIDENCE: { answer: 'UNDER_REVIEW', take_up: 'UNDER_REVIEW', escalate: 'ESCALATED' },
    UNDER_REVIEW: { ask: 'AWAITING_EVIDENCE', escalate: 'ESCALATED', decide: 'DECIDED', extend: 'CLOSED' },
    ESCALATED: { ask: 'AWAITING_EVIDENCE', decide: 'DECIDED', extend: 'CLOSED' },
    DECIDED: { appeal: 'APPEALED', settle: 'CLOSED' },
    APPEALED: { rule: 'CLOSED' },
    CLOSED: {},
  },
  { table: 'dispute_logs', key: 'dispute_id' },
);

/** Waits for a judge's word, whoever has to say something before. */
export const undecided: DisputeStatus[] = [
  'OPEN',
  'AWAITING_EVIDENCE',
  'UNDER_REVIEW',
  'ESCALATED',
  'APPEALED',
];
