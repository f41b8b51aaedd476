import type { EntityClass } from '../platform/database.js';
import { ActivityLog } from './activity-log.entity.js';
import { StaffAccount } from './staff-account.entity.js';

export const staffEntities: EntityClass[] = [StaffAccount, ActivityLog];

export { recordActivity, type Activity } from './activity.js';
export { ActivityLog } from './activity-log.entity.js';
export { changeCustomerTier, createCustomer, editCustomer, moderateCustomer } from './customer-care.js';
export { ChangeCustomerTier, CreateCustomer, EditCustomer, ModerateCustomer } from './customer.forms.js';
export { loginStaff, type StaffCredentials } from './log-in.js';
export { dismissAlert, replayCallback, restartJob } from './operations.js';
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
