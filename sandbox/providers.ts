import { followClockFile, type Clock } from './clock.js';
import { Courier } from './courier.js';
import { Behaviour } from './behaviour.js';
import { Billing } from './digiflazz/billing.js';
import { openCatalogue } from './digiflazz/demo-catalogue.js';
import { Deposit } from './digiflazz/deposit.js';
import { PurchaseBook } from './digiflazz/purchase-book.js';
import { DigiflazzSupplier } from './digiflazz/supplier.js';
import { Webhooks } from './digiflazz/webhooks.js';
import { noJournal, openJournal } from './journal.js';
import { CallLog } from './log.js';
import { Mailbox } from './mail/mailbox.js';
import type { MailBehaviour } from './mail/smtp.js';
import { usual, type SandboxOptions } from './options.js';
import { Timers } from './timers.js';
import { Callbacks } from './tripay/callbacks.js';
import { TripayGateway } from './tripay/gateway.js';
import { PaymentStore } from './tripay/payment-store.js';
import { StandingCodeStore } from './tripay/standing-code.js';

export type Providers = ReturnType<typeof openProviders>;

/** Builds the stand-ins around one clock, one set of timers and one journal. Nothing listens yet. */
export function openProviders(options: SandboxOptions) {
  const { settleAfterMs, retryCallbackAfterMs, openingDeposit } = { ...usual, ...defined(options) };
  const clock = openClock(options);
  const journal = options.stateDir ? openJournal(options.stateDir) : noJournal;
  const timers = new Timers();
  const courier = new Courier();
  const shop = { url: options.shopUrl ?? null };
  const callbackUrl = (provider: string) =>
    shop.url ? new URL(`/api/v1/callbacks/${provider}`, shop.url).href : null;

  const { privateKey } = options.tripay;
  const callbackSettings = {
    privateKey,
    defaultUrl: () => callbackUrl('tripay'),
    retryAfterMs: retryCallbackAfterMs,
  };
  const callbacks = new Callbacks(callbackSettings, courier, timers);
  const payments = new PaymentStore(journal);
  const gateway = new TripayGateway({
    secrets: options.tripay,
    now: clock.now,
    timers,
    payments,
    standing: new StandingCodeStore(journal),
    callbacks,
  });

  const { webhookSecret } = options.digiflazz;
  const webhooks = new Webhooks({ webhookSecret, url: () => callbackUrl('digiflazz') }, courier);
  const book = new PurchaseBook(journal);
  const deposit = new Deposit(openingDeposit, journal);
  const catalogue = openCatalogue(options.catalogueDir);
  const supplier = new DigiflazzSupplier({
    now: clock.now,
    timers,
    catalogue,
    book,
    deposit,
    webhooks,
    settleAfterMs,
  });
  const billing = new Billing(supplier, journal);

  const mailbox = new Mailbox();
  const mailBehaviour: MailBehaviour = new Behaviour<ReturnType<MailBehaviour['take']>>({ mode: 'success' });
  return {
    clock,
    journal,
    timers,
    courier,
    shop,
    gateway,
    supplier,
    billing,
    mailbox,
    mailBehaviour,
    log: new CallLog(),
  };
}

function openClock({ now, clockFile }: SandboxOptions): Clock {
  if (now) return { now, stop: () => undefined };
  return clockFile ? followClockFile(clockFile) : { now: Date.now, stop: () => undefined };
}

/** Options left undefined do not hide the usual values. */
function defined(options: SandboxOptions): Partial<typeof usual> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Forgets every purchase, payment, call and mail, and behaves as at first. */
export function resetProviders({
  journal,
  timers,
  courier,
  gateway,
  supplier,
  billing,
  mailbox,
  mailBehaviour,
  log,
}: Providers): void {
  timers.cancelAll();
  journal.clear();
  for (const store of [
    gateway.payments,
    gateway.standing,
    supplier.parts.book,
    billing,
    mailbox,
    log,
    courier.deliveries,
  ])
    store.clear();
  for (const { behaviour } of [gateway, supplier]) behaviour.reset();
  mailBehaviour.reset();
  supplier.limits = 'recorded';
  supplier.hastyCalls = 0;
  supplier.parts.deposit.reset();
}
