import { defineStates } from '../platform/states.js';

export type VersionStatus = 'DRAFT' | 'SIMULATED' | 'APPROVED' | 'LIVE' | 'PAUSED' | 'ENDED';
export type VersionEvent =
  'simulate' | 'edit' | 'approve' | 'go_live' | 'pause' | 'resume' | 'end' | 'discard';

/**
 * The life of one version of a rule. What was simulated and approved is what goes live: an edit leads back to the draft,
 * and a version that has been live is never edited; the next one begins as its copy.
 */
export const versionStates = defineStates<VersionStatus, VersionEvent>(
  'discount_version',
  {
    DRAFT: { simulate: 'SIMULATED', discard: 'ENDED' },
    SIMULATED: { edit: 'DRAFT', approve: 'APPROVED', discard: 'ENDED' },
    APPROVED: { edit: 'DRAFT', go_live: 'LIVE', discard: 'ENDED' },
    LIVE: { pause: 'PAUSED', end: 'ENDED' },
    PAUSED: { resume: 'LIVE', end: 'ENDED' },
    ENDED: {},
  },
  { table: 'discount_version_logs', key: 'version_id' },
);
