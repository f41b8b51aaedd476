export {
  adjustBalance,
  AdjustBalance,
  adjustBalanceApproval,
  adjustments,
  requestAdjustment,
} from './adjust-balance.js';
export { announceWallet } from './announce-wallet.js';
export { defaultWallet } from './default-wallet.js';
export {
  askSpendable,
  fillableWallet,
  receivingWallet,
  spendableWallet,
  type WalletAtHand,
} from './find-wallet.js';
export { assertRoom, limitsOf, returnAllowance, spendAllowance } from './limits.js';
export { Wallet, walletAccount, walletsEntities } from './wallet.entity.js';
export { balanceDoors } from './balance.doors.js';
export { ownWallets, ownWalletView } from './own-wallets.js';
export { walletDoors } from './wallet.doors.js';
export { presentMutation, presentWallet } from './wallet.presenter.js';
export { assertRupiah, mutationQuery, newWalletSchema, walletNameSchema } from './wallet.schema.js';
export {
  mutationsOf,
  walletById,
  walletMoney,
  walletsOf,
  walletView,
  type Mutation,
  type MutationWish,
  type WalletMoney,
  type WalletView,
} from './wallet.read-model.js';
export {
  closeWallet,
  createWallet,
  makeDefault,
  moderateWallet,
  mostWallets,
  renameWallet,
} from './wallet.service.js';
export { walletStates, type WalletEvent, type WalletStatus } from './wallet.states.js';
export { downloadPayoutFile, makePayoutFile, settlePayoutFile } from './payout-file.js';
export { withdrawalJobs, withdrawalSchedule } from './withdrawal.jobs.js';
export { requestApprovalOfWithdrawal, withdrawalApproval } from './withdrawal.approval.js';
export { withdrawalChecks } from './withdrawal.checks.js';
export { withdrawalReadingDoors } from './withdrawal.doors.js';
export { PayoutFile, Withdrawal, withdrawalEntities } from './withdrawal.entity.js';
export { quoteWithdrawal, withdrawalRange, type WithdrawalQuote } from './withdrawal-fee.js';
export {
  presentWithdrawal,
  presentWithdrawals,
  withdrawalResource,
  type WithdrawalResource,
} from './withdrawal.presenter.js';
export {
  listWithdrawals,
  payoutFileProgress,
  targetsOf,
  withdrawalOfTransaction,
  withdrawalOfUser,
} from './withdrawal.read-model.js';
export { requestWithdrawal, type WithdrawalRequest } from './request-withdrawal.js';
export {
  approveWithdrawal,
  cancelWithdrawal,
  failWithdrawal,
  payOutWithdrawal,
  rejectWithdrawal,
  sendWithdrawal,
} from './withdrawal.service.js';
export { withdrawalStates, type WithdrawalEvent, type WithdrawalStatus } from './withdrawal.states.js';
