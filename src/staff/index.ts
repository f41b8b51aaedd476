import type { EntityClass } from '../platform/database.js';
import { ActivityLog } from './activity-log.entity.js';
import { Approval, ApprovalLog } from './approval.entity.js';
import { StaffAccount } from './staff-account.entity.js';

export const staffEntities: EntityClass[] = [StaffAccount, ActivityLog, Approval, ApprovalLog];

export { recordActivity, type Activity } from './activity.js';
export { ActivityLog } from './activity-log.entity.js';
export { Approval, ApprovalLog, type Observation } from './approval.entity.js';
export { approvalRequiredCode } from './approval.errors.js';
export { staffJobs, staffSchedule } from './approval.jobs.js';
export { approvalKind, defineApproval, registerApprovals, type ApprovalKind } from './approval.kinds.js';
export { pendingApprovalsOf, type PendingApproval } from './approval.read-model.js';
export { approvalStates, type ApprovalStatus } from './approval.states.js';
export { approve, foreseeDeed, openApproval, rejectApproval, type ApprovalRequest } from './approvals.js';
export { spendAuthority, takeAuthority, type Deed, type Spending } from './authority.js';
export { acts, ceilingOf, type Act } from './ceilings.js';
export { JudgeBankAccount, moderateBankAccount } from './bank-accounts.js';
export { assertNotBeneficiary, isBeneficiary, isSamePerson } from './beneficiary.js';
export { RecordConsent, recordConsent } from './customer-consent.js';
export {
  changeCustomerKyc,
  changeCustomerTier,
  createCustomer,
  editCustomer,
  moderateCustomer,
} from './customer-care.js';
export {
  ChangeCustomerTier,
  ChangeKycLevel,
  CreateCustomer,
  EditCustomer,
  ModerateCustomer,
} from './customer.forms.js';
export { loginStaff, type StaffCredentials } from './log-in.js';
export { dismissAlert, replayCallback, restartJob } from './operations.js';
export { drainQueue, pauseQueue, resumeQueue } from './queues.js';
export {
  allPermissions,
  authorize,
  can,
  permissions,
  staffRoles,
  type Permission,
  type StaffRole,
} from './permissions.js';
export { CreateStaff, EditStaff, type StaffChanges } from './staff.forms.js';
export { StaffAccount } from './staff-account.entity.js';
export {
  changeStaffPassword,
  createStaff,
  editStaff,
  staffActor,
  type StaffIdentity,
} from './staff.service.js';
export { enableTotp, newTotp, removeTotp } from './totp.js';
