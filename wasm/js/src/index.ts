export * from './action.js';
export * from './audit.js';
export * from './embedding.js';
export * from './json.js';
export * from './rank.js';
export * from './schema.js';
export * from './token.js';
