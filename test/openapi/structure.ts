/** The part of the OpenAPI 3.1 specification that an API of JSON doors uses, as a JSON Schema. */

const text = { type: 'string', minLength: 1 };
const extensions = { '^x-': true };

const object = (required: string[], properties: object) => ({
  type: 'object',
  required,
  properties,
  patternProperties: extensions,
  additionalProperties: false,
});

const listOf = (items: object) => ({ type: 'array', items });
const mapOf = (values: object) => ({ type: 'object', additionalProperties: values });

/** JSON Schema 2020-12; each one is compiled apart from this. */
const schema = { type: ['object', 'boolean'] };

const mediaTypes = {
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: '^[a-z]+/[a-z0-9.+-]+$' },
  additionalProperties: object(['schema'], { schema, example: true, examples: { type: 'object' } }),
};

const parameter = {
  oneOf: [
    object(['name', 'in', 'required', 'schema'], {
      name: text,
      in: { const: 'path' },
      required: { const: true },
      description: text,
      schema,
    }),
    object(['name', 'in', 'schema'], {
      name: text,
      in: { enum: ['query', 'header', 'cookie'] },
      required: { type: 'boolean' },
      description: text,
      schema,
    }),
  ],
};

const response = object(['description'], {
  description: text,
  headers: mapOf({ type: 'object' }),
  content: mediaTypes,
});

const operation = object(['summary', 'tags', 'responses'], {
  tags: { ...listOf(text), minItems: 1 },
  summary: text,
  description: text,
  operationId: text,
  security: listOf(mapOf(listOf(text))),
  parameters: { ...listOf(parameter), uniqueItems: true },
  requestBody: object(['content'], {
    description: text,
    required: { type: 'boolean' },
    content: mediaTypes,
  }),
  responses: {
    type: 'object',
    minProperties: 1,
    propertyNames: { pattern: '^[1-5][0-9]{2}$' },
    additionalProperties: response,
  },
});

const pathItem = {
  type: 'object',
  propertyNames: { enum: ['get', 'post', 'put', 'patch', 'delete'] },
  additionalProperties: operation,
};

const securityScheme = object(['type'], {
  type: { enum: ['http', 'apiKey', 'oauth2', 'openIdConnect'] },
  scheme: text,
  bearerFormat: text,
  description: text,
});

export const openApi31 = object(['openapi', 'info', 'paths'], {
  openapi: { type: 'string', pattern: '^3\\.1\\.[0-9]+$' },
  info: object(['title', 'version'], { title: text, version: text, description: text }),
  servers: { ...listOf(object(['url'], { url: text, description: text })), minItems: 1 },
  tags: listOf(object(['name'], { name: text, description: text })),
  paths: {
    type: 'object',
    minProperties: 1,
    propertyNames: { pattern: '^/' },
    additionalProperties: pathItem,
  },
  webhooks: mapOf(pathItem),
  components: object([], {
    schemas: mapOf(schema),
    parameters: mapOf(parameter),
    responses: mapOf(response),
    securitySchemes: mapOf(securityScheme),
  }),
});
