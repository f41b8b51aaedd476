export {
  adjustBalance,
  AdjustBalance,
  adjustBalanceApproval,
  adjustments,
  requestAdjustment,
} from './adjust-balance.js';
export { defaultWallet } from './default-wallet.js';
export { receivingWallet, spendableWallet, type WalletAtHand } from './find-wallet.js';
export { assertRoom, limitsOf, returnAllowance, spendAllowance } from './limits.js';
export { Wallet, walletAccount, walletsEntities } from './wallet.entity.js';
export { walletStates, type WalletEvent, type WalletStatus } from './wallet.states.js';
