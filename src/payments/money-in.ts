import { accounts, credit, debit, type Account, type Entry } from '../ledger/index.js';
import type { GatewayReport } from './gateway.js';

type Figures = Pick<GatewayReport, 'totalAmount' | 'customerFeeAmount' | 'merchantFeeAmount'>;

/** What reached the shop's books for the customer: the total without the fee that the customer bears. */
export function receivedAmount({ totalAmount, customerFeeAmount }: Figures): number {
  // A fee as large as the payment is not believable, so all of the money counts.
  return totalAmount > customerFeeAmount ? totalAmount - customerFeeAmount : totalAmount;
}

/** The gateway may keep more than a tiny payment is worth; then its clearing account owes the difference. */
function clearingEntry(gateway: string, net: number): Entry[] {
  const account = accounts.gatewayClearing(gateway);
  if (net === 0) return [];
  return [net > 0 ? debit(account, net) : credit(account, -net)];
}

/**
 * Money that a gateway collected: clearing holds what it will pay out, its charge to the shop is a cost, and the rest
 * is somebody's. The fee that the customer bears passes the shop by.
 */
export function moneyIn(gateway: string, figures: Figures, owner: Account): Entry[] {
  const received = receivedAmount(figures);
  const { merchantFeeAmount } = figures;
  return [
    ...clearingEntry(gateway, received - merchantFeeAmount),
    ...(merchantFeeAmount > 0 ? [debit(accounts.gatewayFees, merchantFeeAmount)] : []),
    credit(owner, received),
  ];
}
