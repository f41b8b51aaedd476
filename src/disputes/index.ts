export { appeal, appealSchema } from './appeal.js';
export { assignDispute, askForEvidence, escalate, takeUp } from './conduct.js';
export {
  DecideDispute,
  decideDispute,
  disputeApproval,
  foreseeSettlement,
  requestDecision,
} from './decide-dispute.js';
export { caseFile } from './case-file.js';
export { disputeChecks } from './dispute.checks.js';
export { disputeDoors } from './dispute.doors.js';
export {
  Dispute,
  DisputeDecision,
  DisputeLog,
  DisputeRecusal,
  disputesEntities,
  Evidence,
} from './dispute.entity.js';
export { disputeJobs, disputeSchedule } from './dispute.jobs.js';
export { appealBody, disputeBody, evidenceBody } from './dispute.schema.js';
export { actionsIn, awaitedBy, hasAccepted, presentCase } from './dispute.presenter.js';
export {
  caseOf,
  caseOfDeal,
  decisionsOf,
  disputeById,
  evidenceOf,
  type CaseView,
  type EvidenceView,
} from './dispute.read-model.js';
export { disputeStates, undecided, type DisputeEvent, type DisputeStatus } from './dispute.states.js';
export {
  decisionGrounds,
  disputeCategories,
  evidenceCategories,
  feeBearers,
  outcomes,
  type DisputeCategory,
  type EvidenceCategory,
  type FeeBearer,
  type Outcome,
} from './dispute.words.js';
export { addEvidence, newEvidenceSchema, type NewEvidence } from './evidence.js';
export { barToJudging, stepAside } from './judges.js';
export { deskOf, type DeskView } from './desk.read-model.js';
export { queueOfCases, restOfCases, urgencyOf, type QueuedCase, type Urgency } from './queue.read-model.js';
export { takeNextCase } from './next-case.js';
export { newDisputeSchema, openDispute, type NewDispute } from './open-dispute.js';
export { settlementOf } from './outcome.js';
export { acceptDecision } from './settle-dispute.js';
