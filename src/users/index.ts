import type { EntityClass } from '../platform/database.js';
import { BankAccount } from './bank-account.entity.js';
import { ActiveDay } from './active-day.js';
import { Consent, ConsentLog } from './consent.entity.js';
import { RefreshToken } from './refresh-token.entity.js';
import { User } from './user.entity.js';

export const usersEntities: EntityClass[] = [User, RefreshToken, BankAccount, ActiveDay, Consent, ConsentLog];

export { accessTokenSeconds, issueAccessToken, verifyAccessToken } from './access-token.js';
export { ActiveDay, noteActiveDay } from './active-day.js';
export { sharedTraces, traces, type Trace } from './shared-traces.js';
export { birthColumnsOf, birthDateOf, birthDateSchema, type BirthColumns } from './birth-date.js';
export { citySchema, editOwnProfile } from './own-profile.js';
export { authenticate, customerByToken } from './authenticate.js';
export { newBankAccountSchema } from './bank-account.doors.js';
export { BankAccount } from './bank-account.entity.js';
export { maskedNumber } from './bank-account.number.js';
export { bankAccountSchema, presentBankAccount } from './bank-account.presenter.js';
export {
  bankAccountsById,
  bankAccountsOf,
  numbersOfBankAccounts,
  sharersOfBankAccount,
} from './bank-account.read-model.js';
export {
  addBankAccount,
  judgeBankAccount,
  ownBankAccount,
  removeBankAccount,
  type NewBankAccount,
} from './bank-account.service.js';
export { bankAccountStates, type BankAccountEvent, type BankAccountStatus } from './bank-account.states.js';
export { bankList, bankName } from './banks.js';
export {
  Consent,
  consentChannels,
  ConsentLog,
  type ConsentChannel,
  type ConsentSource,
} from './consent.entity.js';
export { consentStates } from './consent.states.js';
export {
  chooseConsent,
  consentsOf,
  mayMarketTo,
  withdrawEverything,
  type StandingConsent,
} from './consents.js';
export { emailSchema, nationalPhone, normaliseEmail, normalisePhone, phoneSchema } from './contact.js';
export { generatePassword } from './generated-password.js';
export { openKeys } from './key-ring.js';
export { writeKeys } from './key-files.js';
export { keysRoutes } from './keys.routes.js';
export {
  checkCredentials,
  logIn,
  openAccount,
  signUp,
  type Credentials,
  type LoggedIn,
  type SignUp,
} from './log-in.js';
export { hashPassword, newPasswordSchema, passwordSchema, verifyPassword } from './password.js';
export { namesOfUsers } from './names.js';
export { maskedName, nameSchema } from './person-name.js';
export { recipientBy, type Recipient } from './recipient.js';
export {
  endSession,
  endSessionsOf,
  refreshSession,
  startSession,
  type Origin,
  type Session,
} from './sessions.js';
export { subscriptionBehind, unsubscribeTokenOf, type Subscription } from './unsubscribe.js';
export { userDoors } from './user.doors.js';
export { customerTypes, kycLevels, User, type CustomerType, type KycLevel } from './user.entity.js';
export { forgetOldSessions, userSchedule } from './user.jobs.js';
export { presentUser, userSchema } from './user.presenter.js';
export {
  changeCustomerType,
  changeKycLevel,
  changeUserStatus,
  contactOfUser,
  editUser,
  registerUser,
  userById,
  type NewUser,
  type ProfileChanges,
} from './user.service.js';
export { personOf } from './persons.js';
export { userStates, type UserEvent, type UserStatus } from './user.states.js';
