import express, { Router } from 'express';
import type { Courier } from '../courier.js';
import type { DigiflazzSupplier } from '../digiflazz/supplier.js';
import type { CallLog } from '../log.js';
import type { Mailbox } from '../mail/mailbox.js';
import type { MailBehaviour } from '../mail/smtp.js';
import type { TripayGateway } from '../tripay/gateway.js';
import type { PaymentStatus } from '../tripay/payment.js';
import { presentDeliveries } from './deliveries.js';
import * as orders from './requests.js';
import { statsOf } from './stats.js';
import { orderWebhook } from './supplier-webhooks.js';

export interface Controlled {
  gateway: TripayGateway;
  supplier: DigiflazzSupplier;
  mailbox: Mailbox;
  mailBehaviour: MailBehaviour;
  courier: Courier;
  log: CallLog;
  reset: () => void;
}

const verbs: Record<string, PaymentStatus> = {
  pay: 'PAID',
  fail: 'FAILED',
  expire: 'EXPIRED',
  refund: 'REFUND',
};

/** The levers: what a tester tells the stand-ins to do, and what they saw. */
export function controlRoutes(controlled: Controlled): Router {
  const { gateway, supplier, mailbox, mailBehaviour, courier, log, reset } = controlled;
  const routes = Router();
  routes.use('/control', express.json());

  routes.post('/control/tripay', (req, res) => {
    const { mode, merchant_ref: reference, times } = orders.GatewayOrder.parse(req.body);
    gateway.behaviour.set({ mode }, { reference, times });
    res.json({ data: { mode } });
  });
  routes.post('/control/tripay/:reference/:verb', async (req, res, next) => {
    const status = verbs[req.params.verb];
    if (!status) return next();
    const payment = gateway.payments.find(req.params.reference);
    if (!payment) return void res.status(404).json({ error: 'No such payment.' });
    const deliveries = await gateway.announce(payment, status, orders.AnnounceOrder.parse(req.body ?? {}));
    const now = gateway.payments.get(payment.reference);
    res.json({
      data: { reference: payment.reference, status: now?.status, callbacks: presentDeliveries(deliveries) },
    });
  });
  routes.post('/control/tripay/open-payment/:name/pay', async (req, res) => {
    const code = gateway.standing.find(req.params.name);
    if (!code) return void res.status(404).json({ error: 'No such open payment.' });
    const { amount, ...how } = orders.PayIntoOrder.parse(req.body);
    const { payment, deliveries } = await gateway.payInto(code, amount, how);
    res.json({ data: { reference: payment.reference, callbacks: presentDeliveries(deliveries) } });
  });
  routes.post('/control/digiflazz', (req, res) => {
    const { ref_id: reference, times, limits, ...behaviour } = orders.SupplierOrder.parse(req.body);
    supplier.behaviour.set(behaviour, { reference, times });
    if (limits) supplier.limits = limits;
    res.json({ data: { ...behaviour, limits: supplier.limits } });
  });
  routes.post('/control/digiflazz/deposit', (req, res) => {
    supplier.parts.deposit.set(orders.DepositOrder.parse(req.body).amount);
    res.json({ data: { deposit: supplier.parts.deposit.balance } });
  });
  routes.post('/control/digiflazz/:refId/webhook', async (req, res) => {
    const purchase = supplier.parts.book.find(req.params.refId);
    if (!purchase) return void res.status(404).json({ error: 'No such purchase.' });
    const deliveries = await orderWebhook(supplier, purchase, orders.WebhookOrder.parse(req.body));
    const now = supplier.parts.book.find(purchase.refId);
    res.json({
      data: { ref_id: purchase.refId, status: now?.status, webhooks: presentDeliveries(deliveries) },
    });
  });
  routes.post('/control/mail', (req, res) => {
    const { mode, times } = orders.MailOrder.parse(req.body);
    mailBehaviour.set({ mode }, { times });
    res.json({ data: { mode } });
  });
  routes.post('/control/reset', (_req, res) => {
    reset();
    res.json({ data: { reset: true } });
  });

  routes.get('/log', (req, res) => void res.json({ data: log.list(orders.LogQuery.parse(req.query)) }));
  routes.get('/mail', (req, res) => void res.json({ data: mailbox.list(orders.MailQuery.parse(req.query)) }));
  routes.get('/callbacks', (_req, res) => void res.json({ data: courier.deliveries.newestFirst() }));
  routes.get('/stats', (_req, res) => void res.json({ data: statsOf(controlled) }));
  return routes;
}
