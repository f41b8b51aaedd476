import express, { Router, type Request, type RequestHandler } from 'express';
import { notice } from './gate.js';
import { consoleResources } from './resources.js';
import type { FormAction } from './shared/form-action.js';
import type { ConsoleResource } from './shared/policy.js';

type Fields = Record<string, unknown>;

/** What the AdminJS router expects from its own body parser, which writes files to disk and is never reached. */
interface Parsed extends Request {
  fields?: Fields;
  files?: Fields;
  express_formidable?: { parsed: true };
}

const forbiddenKey = /(^|[.[\]])(__proto__|constructor|prototype)($|[.[\]])/;

function cleaned(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !forbiddenKey.test(key)));
}

/** Multipart in memory, with fields only: nothing in the console takes files. */
async function readMultipart(body: Buffer, contentType: string): Promise<Fields | null> {
  const form = await new Response(body, { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => null);
  const entries = form ? [...form.entries()] : null;
  return entries?.every(([, value]) => typeof value === 'string') ? Object.fromEntries(entries) : null;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);

const collect: RequestHandler = async (req: Parsed, res, next) => {
  const body: unknown = req.body;
  const fields = Buffer.isBuffer(body)
    ? await readMultipart(body, req.get('content-type') ?? '')
    : isObject(body)
      ? body
      : {};
  const unread = req.method === 'POST' && body === undefined && Number(req.get('content-length') ?? 0) > 0;
  if (!fields || unread) return void res.status(415).json(notice('unsupportedBody'));
  Object.assign(req, { fields: cleaned(fields), files: {}, express_formidable: { parsed: true } });
  next();
};

const takesList = ([, form]: [string, FormAction | undefined]): boolean =>
  Array.isArray(form?.fields) && form.fields.some(({ input }) => input === 'list');

const formsWithLists = ({ entity, policy }: ConsoleResource): string[] =>
  Object.entries({ new: policy.create, edit: policy.edit, ...policy.actions })
    .filter(takesList)
    .map(([name]) => `${entity.name} ${name}`);

const wideForms = new Set(consoleResources.flatMap(formsWithLists));

const formAddress = /^\/api\/resources\/(\w+)\/(?:actions|records\/\w+)\/(\w+)$/;

/** Whether the address is that of a form with a list in it. */
function isWide({ path }: Request): boolean {
  const [, resource, action] = formAddress.exec(path) ?? [];
  return wideForms.has(`${resource} ${action}`);
}

const json = express.json({ limit: '64kb' });
/** A list of the longest that a form takes, in whatever script. */
const jsonWithList = express.json({ limit: '3mb' });
const readJson: RequestHandler = (req, res, next) => (isWide(req) ? jsonWithList : json)(req, res, next);

/** Reads bodies of logged-in staff: JSON, or the fields of a form. Mounted after the gate. */
export function consoleBodies(): Router {
  const router = Router();
  router.use(
    readJson,
    express.urlencoded({ limit: '64kb', extended: false }),
    express.raw({ type: 'multipart/form-data', limit: '256kb' }),
    collect,
  );
  return router;
}
