import { Router } from 'express';
import QRCode from 'qrcode';
import { pageHeaders, renderPage } from '../pages/render.js';
import { findChannel } from './channels.js';
import type { TripayGateway } from './gateway.js';
import { instructionsFor, withoutHtml } from './instructions.js';
import type { Payment } from './payment.js';

/** What a buyer's browser sees of the gateway: the hosted payment page, QR images and channel icons. */
export function checkoutRoutes(gateway: TripayGateway): Router {
  const routes = Router();
  routes.param('reference', (_req, res, next, reference: string) => {
    const payment = gateway.payments.get(reference);
    if (!payment) return void res.status(404).type('text').send('404');
    res.locals.payment = payment;
    next();
  });

  routes.get('/checkout/:reference', pageHeaders, async (req, res) => {
    const payment = res.locals.payment as Payment;
    res.send(renderPage(req, 'checkout', { ...checkoutOf(payment), qr: await qrImage(payment) }));
  });
  routes.post('/checkout/:reference/pay', async (req, res) => {
    await gateway.announce(res.locals.payment as Payment, 'PAID');
    res.redirect(303, `../${req.params.reference}${req.query.lang === 'en' ? '?lang=en' : ''}`);
  });
  routes.get('/qr/:reference', async (_req, res, next) => {
    const { qrString } = res.locals.payment as Payment;
    if (!qrString) return next();
    res.type('png').send(await QRCode.toBuffer(qrString, { width: 480, margin: 2 }));
  });
  routes.get('/icon/:code.svg', (req, res, next) => {
    const channel = findChannel(req.params.code);
    if (!channel) return next();
    res.type('svg').send(icon(channel.code));
  });
  return routes;
}

function checkoutOf(payment: Payment) {
  const channel = findChannel(payment.channelCode);
  const code = { payCode: payment.payCode ?? '', amount: payment.amount.toLocaleString('id-ID') };
  return {
    payment,
    channelName: channel?.name ?? payment.channelCode,
    instructions: channel ? withoutHtml(instructionsFor(channel, code)) : [],
  };
}

function qrImage({ qrString }: Payment): Promise<string> | null {
  return qrString ? QRCode.toDataURL(qrString, { width: 320, margin: 2 }) : null;
}

function icon(code: string): string {
  const text = `<text x="60" y="26" font-family="sans-serif" font-size="14" text-anchor="middle">${code}</text>`;
  const frame = '<rect width="120" height="40" rx="6" fill="#eef2f7"/>';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">${frame}${text}</svg>`;
}
