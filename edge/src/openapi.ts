/** The OpenAPI 3.1 document: the routes' own schemas, and one path for each action of the registry. */

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ActionDefinition, FieldBounds, FieldInfo, RegistryDocument } from '@fairlead/core/action';
import type { Env } from './http/context.ts';

type Document = ReturnType<OpenAPIHono<Env>['getOpenAPI31Document']>;
type Schema = Record<string, unknown>;

const kRunPath = '/v1/actions/{id}';

/** The document, made once. */
export function describe(app: OpenAPIHono<Env>, registry: RegistryDocument): Document {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Fairlead edge',
      version: registry.version,
      description: 'Refusals are RFC 9457 problem documents with a stable `code` and the `request_id`.',
    },
  });
  document.components = {
    ...document.components,
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  };
  const run = document.paths?.[kRunPath]?.post;
  for (const action of registry.actions) {
    document.paths![`/v1/actions/${action.id}`] = { post: operationOf(action, { ...run }) };
  }
  return document;
}

/** `POST /v1/actions/{id}` as it is for one action: its own payload, its own success. */
function operationOf(action: ActionDefinition, run: Schema): Schema {
  const { parameters = [], responses = {}, ...rest } = run as { parameters?: { in: string }[]; responses?: Schema };
  const succeeded = String(action.success_status);
  const others = Object.entries(responses).filter(([status]) => !status.startsWith('2'));
  return {
    ...rest,
    operationId: action.id,
    summary: action.label,
    tags: [action.domain],
    parameters: parameters
      .filter((parameter) => parameter.in !== 'path')
      .map((parameter) => ({ ...parameter, required: action.idempotent })),
    requestBody: { required: true, content: { 'application/json': { schema: bodyOf(action) } } },
    responses: { [succeeded]: responses[succeeded], ...Object.fromEntries(others) },
  };
}

function bodyOf({ entity, entity_required, fields, variant }: ActionDefinition): Schema {
  const needed = entity !== null && entity_required !== false;
  const required = [...(needed ? ['entity_id'] : []), 'payload', ...(variant === 'SIGNED' ? ['signature'] : [])];
  return {
    type: 'object',
    additionalProperties: false,
    required,
    properties: {
      ...(entity === null ? {} : { entity_id: { type: 'string', format: 'uuid', description: `The ${entity}.` } }),
      payload: {
        type: 'object',
        additionalProperties: false,
        required: fields.filter((field) => field.required).map(({ name }) => name),
        properties: Object.fromEntries(fields.map((field) => [field.name, fieldOf(field)])),
      },
      ...(variant === 'SIGNED'
        ? { signature: { type: 'object', description: 'docs/http.md says how it is made.' } }
        : {}),
    },
  };
}

function fieldOf(field: FieldInfo): Schema {
  const { label, description } = field;
  return { ...(label ? { title: label } : {}), ...(description ? { description } : {}), ...valueOf(field) };
}

/** A field's type and bounds as JSON Schema. */
function valueOf(field: FieldBounds & { type: string; items?: FieldInfo['items'] }): Schema {
  const { type, min, max, pattern, items } = field;
  const bounds = (least: string, greatest: string): Schema => ({
    ...(min === undefined ? {} : { [least]: min }),
    ...(max === undefined ? {} : { [greatest]: max }),
  });
  switch (type) {
    case 'integer':
    case 'number':
      return { type, ...bounds('minimum', 'maximum') };
    case 'boolean':
      return { type };
    case 'array':
      return { type, items: items ? valueOf(items) : {}, ...bounds('minItems', 'maxItems') };
    case 'enum':
      return { enum: field.enum ?? [] };
    case 'uuid':
    case 'date':
      return { type: 'string', format: type };
    case 'datetime':
      return { type: 'string', format: 'date-time' };
    default:
      return { type: 'string', ...bounds('minLength', 'maxLength'), ...(pattern === undefined ? {} : { pattern }) };
  }
}
