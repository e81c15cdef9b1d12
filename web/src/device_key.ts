/**
 * The device's signing key: an Ed25519 pair made in this browser.
 *
 * The private half cannot be read out again (WebCrypto, not extractable); IndexedDB keeps the
 * handle, one a member. The public half is enrolled with the edge, which gives it a key id.
 */
const kDatabase = 'fairlead';
const kStore = 'device-keys';

export interface DeviceKey {
  keyId: string;
  publicKey: string;
  privateKey: CryptoKey;
}

const owner = (tenantId: string, userId: string): string => `${tenantId}/${userId}`;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(kDatabase, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(kStore);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('This browser does not let the page keep a device key.'));
  });
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = work(database.transaction(kStore, mode).objectStore(kStore));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('The device key could not be stored.'));
    });
  } finally {
    database.close();
  }
}

/** The key this device holds for a member, or undefined. */
export function loadDeviceKey(tenantId: string, userId: string): Promise<DeviceKey | undefined> {
  return inStore('readonly', (store) => store.get(owner(tenantId, userId)) as IDBRequest<DeviceKey | undefined>);
}

/** Makes a pair, has its public half enrolled by `enrol` and keeps it under the id that came back. */
export async function createDeviceKey(
  tenantId: string,
  userId: string,
  enrol: (publicKey: string) => Promise<{ key_id: string }>,
): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  const publicKey = base64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const { key_id } = await enrol(publicKey);
  const key: DeviceKey = { keyId: key_id, publicKey, privateKey: pair.privateKey };
  await inStore('readwrite', (store) => store.put(key, owner(tenantId, userId)));
  return key;
}

/** Forgets the key of a member on this device. */
export async function forgetDeviceKey(tenantId: string, userId: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(owner(tenantId, userId)));
}

/** Signs the UTF-8 bytes of a text; the answer is base64url. */
export async function signText(key: DeviceKey, text: string): Promise<string> {
  const signature = await crypto.subtle.sign('Ed25519', key.privateKey, new TextEncoder().encode(text));
  return base64url(new Uint8Array(signature));
}

/** A random word of 128 bits for nonces and idempotency keys. */
export function randomWord(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(16)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
