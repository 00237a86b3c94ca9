/** The part of WebAssembly's interface that is used here: rooms without a DOM do not know its types. */
export interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Memory: new (size: { readonly initial: number }) => LinearMemory;
}

export interface LinearMemory {
  /** Another one after every `grow`; views of the old one are then empty. */
  readonly buffer: ArrayBuffer;
  /** @param pages of 64 KB. */
  grow(pages: number): number;
}

export const PAGE_BYTES = 65536;

/** Null where there is no WebAssembly. */
export function webAssembly(): WebAssemblyHost | null {
  const host: unknown = Reflect.get(globalThis, 'WebAssembly');
  return isHost(host) ? host : null;
}

function isHost(value: unknown): value is WebAssemblyHost {
  return typeof value === 'object' && value !== null && 'Module' in value && 'Instance' in value && 'Memory' in value;
}
