import assert from 'node:assert/strict';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import supertest, { type Response } from 'supertest';
import { testApp } from '../app.js';
import { openApi31 } from './structure.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

interface Answer {
  description: string;
  content?: Record<string, { schema: AnySchemaObject }>;
}

interface OperationSpec {
  parameters?: { name: string; in: 'path' | 'query' | 'header'; schema: AnySchemaObject }[];
  requestBody?: { content: Record<string, { schema: AnySchemaObject }> };
  responses: Record<string, Answer>;
  security?: Record<string, string[]>[];
}

export interface Operation extends OperationSpec {
  /** `POST /api/v1/transactions/{id}/cancel`. */
  name: string;
  method: Method;
  path: string;
}

/** Doors are for people's programs and count requests; the other routes are for machines that are known. */
export const isDoor = ({ responses }: OperationSpec): boolean => '429' in responses;

const methods: Method[] = ['get', 'post', 'put', 'patch', 'delete'];

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
formats.default(ajv);

const validators = new Map<AnySchemaObject, ValidateFunction>();

/** The schema with every object closed: an answer that says more than is documented leaks something. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isOpen = 'properties' in inner && 'type' in inner && !('additionalProperties' in inner);
  return isOpen ? { ...inner, additionalProperties: false } : inner;
}

function validatorOf(schema: AnySchemaObject): ValidateFunction {
  const known = validators.get(schema) ?? ajv.compile(closed(schema) as AnySchemaObject);
  validators.set(schema, known);
  return known;
}

/** Bytes are looked at as text: a schema says nothing more of them. */
const textOf = ({ text, body }: Response): string => text ?? String(body);

/** The document as the shop serves it. */
export class Contract {
  readonly operations: Operation[];

  constructor(readonly document: { paths: Record<string, Partial<Record<Method, OperationSpec>>> }) {
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const spec = item[method];
        return spec ? [{ ...spec, name: `${method.toUpperCase()} ${path}`, method, path }] : [];
      }),
    );
  }

  static async read(): Promise<Contract> {
    const response = await supertest(testApp()).get('/docs/openapi.json');
    assert.equal(response.status, 200);
    return new Contract(response.body as Contract['document']);
  }

  named(name: string): Operation {
    const found = this.operations.find((operation) => operation.name === name);
    assert.ok(found, `${name} is not documented`);
    return found;
  }

  /** What is wrong with the document as OpenAPI 3.1, in words; schemas of requests and answers must compile. */
  problems(): string[] {
    const validate = ajv.compile(openApi31);
    validate(this.document);
    const structure = (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
    return [...structure, ...this.operations.flatMap(undeclaredParameters), ...this.brokenSchemas()];
  }

  /** Asserts that this status of this door is documented, and the body is what the document says, and no more. */
  check(operation: Operation, response: Response): void {
    const said = `${operation.name} → ${response.status} ${response.text}`;
    const answer = operation.responses[String(response.status)];
    assert.ok(answer, `${said}: the status is not documented`);
    if (!answer.content) return assert.equal(response.text, '', said);
    const type = (response.get('content-type') ?? '').split(';')[0] ?? '';
    const schema = answer.content[type]?.schema;
    assert.ok(schema, `${said}: ${type} is not documented`);
    const validate = validatorOf(schema);
    const body: unknown = type.endsWith('json') ? JSON.parse(response.text) : textOf(response);
    assert.ok(validate(body), `${said}: ${ajv.errorsText(validate.errors)}`);
  }

  private brokenSchemas(): string[] {
    return this.operations.flatMap(({ name, parameters = [], requestBody, responses }) => {
      const contents = [requestBody, ...Object.values(responses)].flatMap((each) =>
        Object.values(each?.content ?? {}),
      );
      return [...parameters, ...contents].flatMap(({ schema }) => {
        try {
          ajv.compile(schema);
          return [];
        } catch (error) {
          return [`${name}: ${String(error)}`];
        }
      });
    });
  }
}

function undeclaredParameters({ name, path, parameters = [] }: Operation): string[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, word]) => word);
  const declared = parameters.filter((each) => each.in === 'path').map((each) => each.name);
  return inPath.join() === declared.join()
    ? []
    : [`${name} has ${inPath.join()}, declares ${declared.join()}`];
}
