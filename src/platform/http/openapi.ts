import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { Door } from './door.js';
import type { MachineRoute } from './machine-route.js';

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  request_id: z.string().nullable(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});

const meanings: Record<number, string> = {
  400: 'Malformed request',
  401: 'Not logged in',
  403: 'Not allowed',
  404: 'Not found, or not yours',
  409: 'Conflict with the present state',
  413: 'Body too large',
  415: 'Not the kind of body that this door takes',
  422: 'Invalid input',
  429: 'Too many requests; see Retry-After',
  503: 'A dependency is down; see Retry-After',
};

function refusalsOf(door: Door): number[] {
  const body = door.body || door.upload ? [400, 413, 415] : [];
  const input = door.body || door.upload || door.query || door.params ? [422] : [];
  const login = door.access === 'public' ? [] : [401, 403];
  const repeat = door.idempotent ? [400, 409] : [];
  return [...new Set([...body, ...input, ...login, ...repeat, 429, 503, ...(door.refusals ?? [])])].sort();
}

/** Express writes `:id`, OpenAPI `{id}`. */
const openApiPath = (path: string) => `/api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`;

function headersOf(door: Door) {
  if (!door.idempotent) return {};
  return { headers: z.object({ 'Idempotency-Key': z.string().min(8).max(120) }) };
}

const problemsOf = (statuses: number[]): RouteConfig['responses'] =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: meanings[status] ?? 'Refused',
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );

const binary = { type: 'string' as const, format: 'binary' };

const form = { type: 'object' as const, properties: { file: binary }, required: ['file'] };

function successOf({ download, success }: Door) {
  if (download)
    return {
      description: 'The file, to be saved',
      content: Object.fromEntries(download.map((type) => [type, { schema: binary }])),
    };
  return success.schema
    ? { description: 'Done', content: { 'application/json': { schema: success.schema } } }
    : { description: 'Done' };
}

function bodyOf({ body, upload }: Door) {
  if (upload)
    return {
      body: { required: true, content: { 'multipart/form-data': { schema: form } } },
    };
  return body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {};
}

function routeOf(door: Door, path: string): RouteConfig {
  const success = successOf(door);
  return {
    method: door.method,
    path: openApiPath(path),
    tags: [door.tag],
    summary: door.summary,
    ...(door.access === 'public'
      ? {}
      : { security: door.access === 'customer' ? [{ bearer: [] }] : [{ bearer: [] }, {}] }),
    request: {
      ...(door.params ? { params: door.params as z.ZodObject } : {}),
      ...(door.query ? { query: door.query as z.ZodObject } : {}),
      ...headersOf(door),
      ...bodyOf(door),
    },
    responses: {
      [door.success.status]: success,
      ...(door.success.also ? { [door.success.also]: success } : {}),
      ...problemsOf(refusalsOf(door)),
    },
  };
}

function machineRouteOf(route: MachineRoute, path: string): RouteConfig {
  const { method, tag, summary, description, headers, body, refusals } = route;
  const answers = Object.entries(route.answers).map(([status, { description: meaning, type, schema }]) => [
    status,
    { description: meaning, content: { [type ?? 'application/json']: { schema } } },
  ]);
  return {
    method,
    path,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    request: {
      ...(headers ? { headers } : {}),
      ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    },
    responses: {
      ...(Object.fromEntries(answers) as RouteConfig['responses']),
      ...problemsOf(refusals),
    },
  };
}

/** The OpenAPI 3.1 document of all doors, made from the schemas that guard them, and of the routes for machines. */
export function openApiDocument(doors: Door[], machineRoutes: MachineRoute[], publicUrl: string): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  for (const door of doors) {
    for (const path of [door.path, ...(door.aliases ?? [])]) registry.registerPath(routeOf(door, path));
  }
  for (const route of machineRoutes)
    for (const path of route.paths) registry.registerPath(machineRouteOf(route, path));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Amanah',
      version: '1',
      description: 'The customer API of the shop. Amounts are whole rupiah.',
    },
    servers: [{ url: publicUrl }],
  });
}
