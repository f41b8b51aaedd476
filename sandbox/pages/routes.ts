import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { fromRoot } from '../../src/platform/root.js';
import { orderWebhook } from '../control/supplier-webhooks.js';
import { supplierModes } from '../digiflazz/supplier-modes.js';
import { resetProviders, type Providers } from '../providers.js';
import { gatewayModes } from '../tripay/gateway.js';
import type { PaymentStatus } from '../tripay/payment.js';
import { homeModel } from './home.js';
import { languageOf } from './language.js';
import { pageHeaders, renderPage } from './render.js';

const verbs: Record<string, PaymentStatus> = { pay: 'PAID', fail: 'FAILED', expire: 'EXPIRED' };
const PayIntoForm = z.object({ amount: z.coerce.number().int().positive() });
const DepositForm = z.object({ amount: z.coerce.number().int().nonnegative() });

/** The page for people: the same levers as the control API, as plain forms. */
export function pageRoutes(providers: Providers): Router {
  const { gateway, supplier, mailbox } = providers;
  const routes = Router();
  routes.use('/assets', express.static(fromRoot('sandbox/pages/assets')));
  routes.get('/', pageHeaders, (req, res) => void res.send(renderPage(req, 'home', homeModel(providers))));
  routes.get('/mail/:id', pageHeaders, (req, res, next) => {
    const mail = mailbox.find(Number(req.params.id));
    if (!mail) return next();
    res.send(renderPage(req, 'mail', { mail }));
  });
  routes.get('/mail/:id/html', (req, res, next) => {
    const mail = mailbox.find(Number(req.params.id));
    if (!mail) return next();
    // Mail brings its own styles; the sandbox directive takes scripts, forms and our origin away from it.
    res.set(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    );
    res.type('html').send(mail.html);
  });

  routes.use('/page', express.urlencoded({ extended: false }));
  routes.post('/page/tripay/mode', (req, res) => {
    gateway.behaviour.set(z.object({ mode: z.enum(gatewayModes) }).parse(req.body));
    home(req, res);
  });
  routes.post('/page/tripay/:reference/:verb', async (req, res, next) => {
    const payment = gateway.payments.get(req.params.reference);
    const status = verbs[req.params.verb];
    if (!payment || !status) return next();
    await gateway.announce(payment, status);
    home(req, res);
  });
  routes.post('/page/tripay-code/:uuid', async (req, res, next) => {
    const code = gateway.standing.find(req.params.uuid);
    if (!code) return next();
    await gateway.payInto(code, PayIntoForm.parse(req.body).amount);
    home(req, res);
  });
  routes.post('/page/digiflazz/mode', (req, res) => {
    supplier.behaviour.set(z.object({ mode: z.enum(supplierModes) }).parse(req.body));
    home(req, res);
  });
  routes.post('/page/digiflazz/deposit', (req, res) => {
    supplier.parts.deposit.set(DepositForm.parse(req.body).amount);
    home(req, res);
  });
  routes.post('/page/digiflazz/:refId/:status', async (req, res, next) => {
    const purchase = supplier.parts.book.find(req.params.refId);
    if (!purchase) return next();
    await orderWebhook(supplier, purchase, { status: req.params.status === 'success' ? 'Sukses' : 'Gagal' });
    home(req, res);
  });
  routes.post('/page/reset', (req, res) => {
    resetProviders(providers);
    home(req, res);
  });
  return routes;
}

/** After a form the browser asks for the page anew, so that reloading repeats nothing. */
function home(req: Request, res: Response): void {
  res.redirect(303, languageOf(req) === 'en' ? '/?lang=en' : '/');
}
