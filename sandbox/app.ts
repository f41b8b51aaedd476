import express, { type ErrorRequestHandler, type Express } from 'express';
import { z } from 'zod';
import { controlRoutes } from './control/routes.js';
import { sameOrigin } from './control/same-origin.js';
import { digiflazzRoutes } from './digiflazz/routes.js';
import type { DigiflazzSecrets } from './digiflazz/signatures.js';
import { pageRoutes } from './pages/routes.js';
import { resetProviders, type Providers } from './providers.js';
import { checkoutRoutes } from './tripay/checkout.js';
import { tripayRoutes } from './tripay/routes.js';

interface Doors {
  url: string;
  apiKey: string;
  secrets: DigiflazzSecrets;
}

/** Everything the sandbox answers over HTTP. */
export function createApp(providers: Providers, { url, apiKey, secrets }: Doors): Express {
  const { gateway, supplier, billing, log } = providers;
  const baseUrl = () => `${url}/tripay`;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'extended');
  app.use(sameOrigin);
  app.use('/tripay', checkoutRoutes(gateway));
  app.use('/tripay', tripayRoutes({ gateway, log, apiKey, baseUrl }));
  app.use('/digiflazz', digiflazzRoutes({ supplier, billing, log, secrets }));
  app.use(controlRoutes({ ...providers, reset: () => resetProviders(providers) }));
  app.use(pageRoutes(providers));
  app.use(answerError);
  return app;
}

const answerError: ErrorRequestHandler = (error: Error & { status?: number }, _req, res, next) => {
  if (res.headersSent) return next(error);
  if (error instanceof z.ZodError) return void res.status(422).json({ error: z.prettifyError(error) });
  res.status(error.status ?? 500).json({ error: error.message });
};
