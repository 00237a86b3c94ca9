import { align } from '../kernels/engine.ts';
import type { Work } from '../operator.ts';
import type { Memory } from './memory.ts';

/** Steps of the way back between which a gradient is needed, both included; the last layer's is step 0. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Memory that is planned before it is there: what is asked for is only counted, or stands in one buffer. */
export interface LayoutMemory {
  /**
   * Memory of one layer's operator; its scratch place is that of all others. It is for that layer alone: what the
   * operator of a later one asks of it is kept.
   */
  forLayer(): Memory;
  /** A gradient, in a place that gradients of other times use too. Anything may stand in it at first. */
  gradient(length: number, span: Span): Float32Array;
}

/** Bytes of each kind. */
export interface Layout {
  readonly kept: number;
  readonly scratch: number;
  readonly gradients: number;
}

export function bytesOf({ kept, scratch, gradients }: Layout): number {
  return kept + scratch + gradients;
}

/** Counts what is asked for. The arrays that it hands out have the right length, and all the same place. */
export class Planner implements LayoutMemory {
  #dummy = new ArrayBuffer(0);
  #kept = 0;
  #scratch = 0;
  #layer = 0;
  readonly #gradients = new GradientPlaces();

  forLayer(): Memory {
    const layer = ++this.#layer;
    let scratch = 0;
    const keep: Take = (bytes) => {
      this.#kept += align(bytes);
      return [this.#stand(bytes), 0];
    };
    const share: Take = (bytes) => {
      if (layer !== this.#layer) return keep(bytes);
      scratch += align(bytes);
      this.#scratch = Math.max(this.#scratch, scratch);
      return [this.#stand(bytes), 0];
    };
    return arrays(
      keep,
      share,
      (array) => array,
      () => {},
    );
  }

  gradient(length: number, span: Span): Float32Array {
    this.#gradients.place(align(4 * length), span);
    return new Float32Array(this.#stand(4 * length), 0, length);
  }

  layout(): Layout {
    return { kept: this.#kept, scratch: this.#scratch, gradients: this.#gradients.bytes };
  }

  /** Never written to but at construction: a place for everybody. Made seldom, since large ones call the collector. */
  #stand(bytes: number): ArrayBuffer {
    if (this.#dummy.byteLength < bytes) this.#dummy = new ArrayBuffer(2 * bytes);
    return this.#dummy;
  }
}

/** Hands out the places that a planner counted, to the same requests in the same order. */
export class Allocator implements LayoutMemory {
  readonly #buffer: ArrayBuffer;
  readonly #scratch: number;
  readonly #gradientsFrom: number;
  readonly #gradients = new GradientPlaces();
  readonly #preparations: (() => Work)[] = [];
  #next: number;
  #layer = 0;

  /** @param start of the layout in `buffer`, a multiple of 16. */
  constructor(buffer: ArrayBuffer, start: number, layout: Layout) {
    this.#buffer = buffer;
    this.#scratch = start;
    this.#gradientsFrom = start + layout.scratch;
    this.#next = this.#gradientsFrom + layout.gradients;
  }

  /** Does what has been asked for since the last time. */
  *prepared(): Work {
    for (const work of this.#preparations.splice(0)) yield* work();
  }

  forLayer(): Memory {
    const layer = ++this.#layer;
    let scratch = this.#scratch;
    const keep: Take = (bytes) => {
      const at = this.#next;
      this.#next += align(bytes);
      return [this.#buffer, at];
    };
    const share: Take = (bytes) => {
      if (layer !== this.#layer) return keep(bytes);
      const at = scratch;
      scratch += align(bytes);
      return [this.#buffer, at];
    };
    return arrays(keep, share, cleared, (work) => this.#preparations.push(work));
  }

  gradient(length: number, span: Span): Float32Array {
    const at = this.#gradientsFrom + this.#gradients.place(align(4 * length), span);
    return new Float32Array(this.#buffer, at, length);
  }
}

interface Clearable {
  fill(value: number): unknown;
}

function cleared<T extends Clearable>(array: T): T {
  array.fill(0);
  return array;
}

type Take = (bytes: number) => readonly [buffer: ArrayBuffer, offset: number];

function arrays(
  keep: Take,
  share: Take,
  clear: <T extends Clearable>(array: T) => T,
  prepare: Memory['prepare'],
): Memory {
  return {
    float32: (length) => clear(new Float32Array(...keep(4 * length), length)),
    float64: (length) => clear(new Float64Array(...keep(8 * length), length)),
    int32: (length) => clear(new Int32Array(...keep(4 * length), length)),
    unset32: (length) => new Float32Array(...keep(4 * length), length),
    scratch32: (length) => new Float32Array(...share(4 * length), length),
    scratch64: (length) => new Float64Array(...share(8 * length), length),
    prepare,
  };
}

interface Place extends Span {
  readonly offset: number;
  readonly end: number;
}

/** The lowest place that is free all the time that it is needed (first fit). */
class GradientPlaces {
  readonly #places: Place[] = [];
  bytes = 0;

  /** @returns offset in bytes. */
  place(bytes: number, { from, to }: Span): number {
    const busy = this.#places
      .filter((place) => place.from <= to && from <= place.to)
      .sort((a, b) => a.offset - b.offset);
    let offset = 0;
    for (const other of busy) {
      if (offset + bytes <= other.offset) break;
      offset = Math.max(offset, other.end);
    }
    this.#places.push({ from, to, offset, end: offset + bytes });
    this.bytes = Math.max(this.bytes, offset + bytes);
    return offset;
  }
}
