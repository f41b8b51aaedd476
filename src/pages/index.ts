import express, { Router } from 'express';
import { fromRoot } from '../platform/root.js';
import {
  chooseLanguage,
  logInHere,
  logOutHere,
  registerHere,
  showLogin,
  showRegister,
} from './account.pages.js';
import { orderProduct, showProduct } from './buy.pages.js';
import { addBankAccountHere, removeBankAccountHere, showBankAccounts } from './bank-account.pages.js';
import { showAttachment } from './attachment.pages.js';
import { addToCart, changeCart, showCart } from './cart.pages.js';
import { orderCart, showCheckout } from './checkout.pages.js';
import {
  choosePreferences,
  leadToUnsubscribe,
  showPreferences,
  showUnsubscribe,
  unsubscribeAtOnce,
  unsubscribeHere,
} from './consent.pages.js';
import { acceptDecisionHere, addEvidenceHere, appealHere, openDisputeHere } from './dispute.pages.js';
import { joinHere, showInvitation } from './escrow-invitation.pages.js';
import { payEscrowHere, showEscrowPayment } from './escrow-payment.pages.js';
import { amendHere, showTermsForm } from './escrow-terms.pages.js';
import { orderEscrow, showEscrowsHere } from './escrow.pages.js';
import { followNotification, readNotifications, showNotifications } from './notification.pages.js';
import {
  cancelOrder,
  listOrders,
  showOrder,
  showOrderState,
  showTracking,
  trackOrder,
} from './order.pages.js';
import { ownOrigin } from './own-origin.js';
import { customerPage, missingPage, page, pageErrors } from './page.js';
import { pageSecurity } from './page-security.js';
import { showCategory, showHome, showSearch } from './product.pages.js';
import { showClaim, takeClaim } from './refund-claim.pages.js';
import {
  agreeHere,
  cancelHere,
  confirmHere,
  deliverHere,
  extendHere,
  refundHere,
  renewHere,
} from './room-deeds.pages.js';
import { changeLine, sayHere } from './room-talk.pages.js';
import { showLines, showRoom, showRoomState } from './room.pages.js';
import { askHere, askMoreHere, showTicket, showTickets } from './ticket.pages.js';
import { orderStandingCode, orderTopUp, showTopUp } from './top-up.pages.js';
import { sendTransfer, showTransfer } from './transfer.pages.js';
import { closeHere, openWallet, preferWallet, showWallet } from './wallet.pages.js';
import { showVouchers } from './voucher.pages.js';
import { cancelWithdrawalHere, showWithdraw, withdrawHere } from './withdraw.pages.js';

export { customerOfSocket } from './customer-of-socket.js';
export { pageSessionJobs, pageSessionSchedule } from './page-session.jobs.js';

const yearMs = 365 * 86_400_000;

/** Files whose address names their content are kept for good; others are asked for again. */
const assets = express.static(fromRoot('views/assets'), {
  index: false,
  setHeaders(res) {
    const isVersioned = res.req.url.includes('?v=');
    res.set('Cache-Control', isVersioned ? `public, max-age=${yearMs / 1_000}, immutable` : 'no-cache');
  },
});

const roomPages = {
  get: {
    '': showRoom,
    '/state': showRoomState,
    '/lines': showLines,
    '/pay': showEscrowPayment,
    '/terms': showTermsForm,
    '/attachments/:attachment': showAttachment,
  },
  post: {
    '/invitation': renewHere,
    '/terms': amendHere,
    '/agree': agreeHere,
    '/pay': payEscrowHere,
    '/deliver': deliverHere,
    '/confirm': confirmHere,
    '/extend': extendHere,
    '/refund': refundHere,
    '/cancel': cancelHere,
    '/messages': sayHere,
    '/messages/:sequence': changeLine,
    '/dispute': openDisputeHere,
    '/dispute/evidence': addEvidenceHere,
    '/dispute/acceptance': acceptDecisionHere,
    '/dispute/appeal': appealHere,
  },
};

/** Deals and their rooms, for their two sides. */
function escrowRoutes(): Router {
  const router = Router();
  router.get('/', customerPage(showEscrowsHere));
  router.post('/', customerPage(orderEscrow));
  router.get('/join', customerPage(showInvitation));
  router.post('/join', customerPage(joinHere));
  for (const [path, show] of Object.entries(roomPages.get)) router.get(`/:id${path}`, customerPage(show));
  for (const [path, act] of Object.entries(roomPages.post)) router.post(`/:id${path}`, customerPage(act));
  return router;
}

/** The customers' pages; stands last, because it answers every address that is left. */
export function pageRoutes(): Router {
  const router = Router();
  router.use(pageSecurity);
  router.use('/assets', assets);
  // Mail programs send it, so it comes from no page of ours; its token says whose messages end, and it can do no more.
  router.post('/unsubscribe/:token/at-once', page(unsubscribeAtOnce));
  router.use(express.urlencoded({ extended: false, limit: '32kb' }), ownOrigin);

  router.get('/', page(showHome));
  router.get('/c/:code', page(showCategory));
  router.get('/search', page(showSearch));
  router.get('/products/:id', page(showProduct));
  router.post('/products/:id', page(orderProduct));

  router.get(
    '/cart',
    page((visit) => showCart(visit)),
  );
  router.post('/cart', page(addToCart));
  router.post('/cart/:id', page(changeCart));
  router.get('/checkout', page(showCheckout));
  router.post('/checkout', page(orderCart));

  router.get('/orders', customerPage(listOrders));
  router.get('/orders/:id', page(showOrder));
  router.get('/orders/:id/state', page(showOrderState));
  router.post('/orders/:id/cancel', page(cancelOrder));
  router.get('/track', page(showTracking));
  router.post('/track', page(trackOrder));
  router.get('/refund-claims/:token', page(showClaim));
  router.post('/refund-claims/:token', customerPage(takeClaim));

  router.get('/bank-accounts', customerPage(showBankAccounts));
  router.post('/bank-accounts', customerPage(addBankAccountHere));
  router.post('/bank-accounts/:id/remove', customerPage(removeBankAccountHere));
  router.get('/wallet/withdraw', customerPage(showWithdraw));
  router.post('/wallet/withdraw', customerPage(withdrawHere));
  router.post('/wallet/withdrawals/:id/cancel', customerPage(cancelWithdrawalHere));

  router.get('/wallet', customerPage(showWallet));
  router.post('/wallet', customerPage(openWallet));
  router.post('/wallet/default', customerPage(preferWallet));
  router.post('/wallet/close', customerPage(closeHere));
  router.get('/wallet/topup', customerPage(showTopUp));
  router.post('/wallet/topup', customerPage(orderTopUp));
  router.post('/wallet/standing-codes', customerPage(orderStandingCode));
  router.get('/wallet/transfer', customerPage(showTransfer));
  router.post('/wallet/transfer', customerPage(sendTransfer));

  router.use('/escrows', escrowRoutes());

  router.get('/login', page(showLogin));
  router.post('/login', page(logInHere));
  router.get('/register', page(showRegister));
  router.post('/register', page(registerHere));
  router.post('/logout', page(logOutHere));
  router.post('/language', page(chooseLanguage));

  router.get('/tickets', customerPage(showTickets));
  router.post('/tickets', customerPage(askHere));
  router.get('/tickets/:id', customerPage(showTicket));
  router.post('/tickets/:id', customerPage(askMoreHere));
  router.get('/vouchers', customerPage(showVouchers));
  router.get('/preferences', customerPage(showPreferences));
  router.post('/preferences', customerPage(choosePreferences));
  router.get('/unsubscribe/:token', page(showUnsubscribe));
  router.post('/unsubscribe/:token', page(unsubscribeHere));
  router.get('/unsubscribe/:token/at-once', page(leadToUnsubscribe));

  router.get('/notifications', customerPage(showNotifications));
  router.post('/notifications', customerPage(readNotifications));
  router.post('/notifications/:id', customerPage(followNotification));

  router.use(missingPage);
  router.use(pageErrors);
  return router;
}
