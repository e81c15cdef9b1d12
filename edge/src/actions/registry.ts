/** The registry of this deployment, compiled once for each isolate. */

import { Registry, type ActionDefinition, type RegistryDocument } from '@fairlead/core/action';
import document from '../../registry/actions.json' with { type: 'json' };

export const registryDocument = document as unknown as RegistryDocument;
export const registry = Registry.load(registryDocument);

const definitions = new Map(registryDocument.actions.map((action) => [action.id, action]));

/** What the registry says of an action, or undefined. */
export const definitionOf = (id: string): ActionDefinition | undefined => definitions.get(id);

/** The registry as a role may see it: the same document with only the actions that the role may run. */
export function registryFor(role: string): RegistryDocument {
  const seen = new Set(registry.list({ role }).map(({ id }) => id));
  return { ...registryDocument, actions: registryDocument.actions.filter(({ id }) => seen.has(id)) };
}
