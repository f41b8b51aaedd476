import './framework-settings.js';
import { buildRouter } from '@adminjs/express';
import AdminJS from 'adminjs';
import express, { Router, type Express } from 'express';
import { knownAddresses } from './addresses.js';
import { assetHeaders, faviconRoute, fingerprintAssets, isAsset } from './assets.js';
import { consoleBodies } from './bodies.js';
import { componentLoader, Components } from './components.js';
import { homeHandler } from './dashboards/home.js';
import { headsRoute } from './discounts/heads-route.js';
import { consoleErrors, notHere } from './errors.js';
import { gate, sameOrigin } from './gate.js';
import { consoleLocale } from './locale.js';
import { loginRoutes } from './login.js';
import { consolePages } from './pages.js';
import { pageSecurity } from './page-security.js';
import { buildResource } from './resource.js';
import { consoleResources } from './resources.js';
import { chatRoute, fileRoute } from './rooms/room-routes.js';
import { requireSession } from './session.js';
import { assertRules } from './shared/check-rules.js';
import { queueBoard } from './queue-board.js';
import { theme } from './theme.js';

export { openStaffSockets } from './sockets.js';

/** AdminJS with our resources. The database must be open. @throws when anything in the console lacks a rule. */
export function createConsole(): AdminJS {
  const resources = consoleResources.map(buildResource);
  assertRules(consoleResources, resources);
  return new AdminJS({
    rootPath: '/admin',
    loginPath: '/admin/login',
    logoutPath: '/admin/logout',
    componentLoader,
    resources,
    pages: consolePages(),
    dashboard: { component: Components.Home, handler: homeHandler },
    branding: {
      companyName: 'Amanah',
      logo: false,
      withMadeWithLove: false,
      favicon: '/admin/frontend/assets/favicon.svg',
      theme,
    },
    locale: consoleLocale(),
    settings: { defaultPerPage: 20 },
  });
}

/** What only logged-in staff reach, in the order in which a request meets it. */
function guarded(admin: AdminJS): Router {
  const router = Router();
  router.use(requireSession, sameOrigin);
  router.use(loginRoutes());
  router.use(gate);
  router.use('/queues-board', queueBoard());
  router.get('/attachments/:id', fileRoute);
  router.get('/rooms/:id/messages', chatRoute);
  router.post('/discounts/heads', express.json({ limit: '32kb' }), headsRoute);
  router.use(knownAddresses(admin), consoleBodies());
  return router;
}

/** Mounts the console under /admin: headers, files, session, gate, then AdminJS itself. */
export function mountConsole(app: Express): void {
  const admin = createConsole();
  const staffOnly = guarded(admin);
  const framework = buildRouter(admin, express.Router()) as unknown as Router;
  fingerprintAssets();
  const router = Router();
  router.use(pageSecurity);
  router.get('/frontend/assets/favicon.svg', faviconRoute);
  router.use((req, res, next) =>
    isAsset(req.method, req.path) ? assetHeaders(req, res, next) : staffOnly(req, res, next),
  );
  router.use(framework, notHere, consoleErrors);
  app.use('/admin', router);
}
