import type AdminJS from 'adminjs';
import type { RequestHandler } from 'express';
import { notHere } from './errors.js';
import { pageNames } from './page-rules.js';

const shapes = [
  { pattern: /^\/api\/resources\/([^/]+)\/actions\/([^/]+)(?:\/[^/]*)?$/, type: 'resource' },
  { pattern: /^\/api\/resources\/([^/]+)\/records\/[^/]+\/([^/]+)$/, type: 'record' },
] as const;

const decoded = (part: string | undefined): string => {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    return '';
  }
};

/**
 * Lets only addresses through that name an action of ours in its own shape. AdminJS would run a record's action
 * without its record, and fail on unknown names.
 */
export function knownAddresses(admin: AdminJS): RequestHandler {
  const isKnown = (path: string): boolean => {
    if (path === '/api/dashboard') return true;
    if (pageNames.some((name) => path === `/api/pages/${name}`)) return true;
    return shapes.some(({ pattern, type }) => {
      const [, resourceId, name] = pattern.exec(path) ?? [];
      const resource = admin.resources.find((each) => each.id() === decoded(resourceId));
      const actions = resource?.decorate().actions ?? {};
      const action = Object.hasOwn(actions, decoded(name)) ? actions[decoded(name)] : undefined;
      return type === 'record' ? action?.isRecordType() === true : action?.isResourceType() === true;
    });
  };
  return (req, res, next) => {
    const bulkPage = /^\/resources\/[^/]+\/bulk\//.test(req.path);
    if (bulkPage || (req.path.startsWith('/api/') && !isKnown(req.path))) return notHere(req, res, next);
    next();
  };
}
