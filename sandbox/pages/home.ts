import { supplierModes } from '../digiflazz/supplier-modes.js';
import type { Providers } from '../providers.js';
import { isAccepted } from '../tripay/callbacks.js';
import { gatewayModes } from '../tripay/gateway.js';

const rowsShown = 20;

/** What the front page shows. */
export function homeModel({ gateway, supplier, mailbox, log, courier }: Providers) {
  return {
    payments: gateway.payments.waiting().slice(0, rowsShown),
    standing: gateway.standing.newestFirst().slice(0, rowsShown),
    gatewayModes,
    gatewayMode: gateway.behaviour.current.mode,
    supplierModes,
    supplierMode: supplier.behaviour.current.mode,
    deposit: supplier.parts.deposit.balance,
    purchases: supplier.parts.book.all().slice(-rowsShown).reverse(),
    calls: log.newestFirst(rowsShown),
    deliveries: courier.deliveries
      .newestFirst(rowsShown)
      .map((delivery) => ({ ...delivery, ok: wasTaken(delivery) })),
    mails: mailbox.list().slice(0, rowsShown),
  };
}

type Delivery = Parameters<typeof isAccepted>[0] & { provider: string };

/** The gateway insists on its own answer; the supplier is content with any success. */
function wasTaken(delivery: Delivery): boolean {
  if (delivery.provider === 'tripay') return isAccepted(delivery);
  return delivery.status >= 200 && delivery.status < 300;
}
