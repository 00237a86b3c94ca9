import * as l10n from '@vscode/l10n';
import type { LayerId } from '../src/model/graph.ts';
import type { TrainingRun } from './convergence/training-run.ts';
import { element, setText } from './dom.ts';
import { endGlance } from './glance/cover.ts';
import { Pin } from './header/pin.ts';
import type { ModelContent } from './model-content.ts';
import { type Note, noteElements } from './notes.ts';
import type { Section } from './section.ts';
import { SectionSlot } from './section-slot.ts';
import { sectionMakers } from './sections.ts';
import type { ChartPicture } from './take-away/picture.ts';
import { type Drawing, Turns } from './turns.ts';
import type { ViewEvents } from './view-events.ts';

/** The whole page: a header, and the sections of what is shown of a model. Text from the file goes in as text only. */
export class View {
  readonly #document = element('p', { class: 'document' });
  readonly #banner = element('p', { class: 'banner', role: 'status' });
  readonly #empty = element('section', { class: 'empty' });
  readonly #pin: Pin;
  readonly #model = element('div', { class: 'model' });
  readonly #turns = new Turns();
  /** From top to bottom. */
  readonly #slots: readonly SectionSlot[];
  readonly #onFirstLook: () => void;
  #isSeen = false;
  #highlighted: LayerId | null = null;

  constructor(parent: HTMLElement, events: ViewEvents) {
    this.#pin = new Pin((isPinned) => events.onPin(isPinned));
    const page = { ...events, turns: this.#turns, onHover: (layer: LayerId | null) => this.#highlight(layer) };
    this.#slots = sectionMakers(page).map((maker) => new SectionSlot(maker));
    this.#onFirstLook = events.onFirstLook;
    const heading = element('h1', {}, l10n.t('Signal propagation'));
    const header = element('header', {}, heading, this.#document, this.#pin.element);
    parent.append(element('main', {}, header, this.#banner, this.#empty, this.#model));
    this.showBanner(null);
    this.#say(l10n.t('Reading the file…'), []);
    this.#turns.start('first-sections', () => this.#make(this.#slots.slice(0, this.#firstSections)));
  }

  /** Down to the last that a first look is for: nothing comes above it then. */
  get #firstSections(): number {
    return this.#slots.map(({ isUrgent }) => isUrgent).lastIndexOf(true) + 1;
  }

  /** A section a step: the page hears its user, and the extension, while it is made. */
  *#make(slots: readonly SectionSlot[]): Drawing {
    for (const slot of slots) {
      this.#model.append(slot.make().element);
      yield;
    }
  }

  showDocument(name: string): void {
    setText(this.#document, name);
  }

  /** A sentence above everything else; null for none. */
  showBanner(text: string | null): void {
    setText(this.#banner, text ?? '');
    this.#banner.hidden = text === null;
  }

  /** Nothing to draw: says what to do. */
  showEmpty(text: string, notes: readonly Note[]): void {
    endGlance();
    this.#say(text, notes);
  }

  #say(text: string, notes: readonly Note[]): void {
    this.#empty.hidden = false;
    this.#model.hidden = true;
    for (const slot of this.#slots) slot.forget();
    this.#empty.replaceChildren(element('p', {}, text), ...noteElements(notes));
  }

  showNoModel(leftOut: readonly string[]): void {
    this.showEmpty(
      l10n.t(
        'No model was found in this file. Write one with tf.sequential or tf.model, or open a file that holds one.',
      ),
      leftOut.length === 0 ? [] : [{ heading: l10n.t('Left out'), sentences: leftOut }],
    );
  }

  showModel(content: ModelContent): void {
    this.#empty.hidden = true;
    this.#model.hidden = false;
    this.#pin.show(content.isPinned);
    this.#startDrawing(content, (slot) => slot.isUrgent);
    if (!this.#isSeen) {
      this.#turns.start('first-look', () => this.#lookAt());
      this.#turns.start('other-sections', () => this.#make(this.#slots.slice(this.#firstSections)));
    }
    this.#startDrawing(content, (slot) => !slot.isUrgent);
    this.#turns.start('finish', () => this.#finish(content));
  }

  #startDrawing(content: ModelContent, which: (slot: SectionSlot) => boolean): void {
    for (const slot of this.#slots.filter(which)) {
      if (slot.isDueWith(content)) this.#turns.start(`section ${slot.name}`, () => slot.draw());
    }
  }

  *#lookAt(): Drawing {
    this.#isSeen = true;
    this.#onFirstLook();
    yield;
  }

  /** The page's charts as they are now. */
  pictures(): ChartPicture[] {
    return this.#sections.flatMap((section) => section.pictures?.() ?? []);
  }

  /** The last training; null if there was none. */
  get training(): TrainingRun | null {
    return this.#sections.map((section) => section.training?.() ?? null).find((run) => run !== null) ?? null;
  }

  *#finish(content: ModelContent): Drawing {
    for (const section of this.#sections) section.finish?.(content);
    // All that it stood for is drawn.
    endGlance();
    yield;
  }

  /** The same layer wherever it is shown. */
  #highlight(layer: LayerId | null): void {
    if (layer === this.#highlighted) return;
    this.#highlighted = layer;
    for (const section of this.#sections) section.highlight?.(layer);
  }

  get #sections(): readonly Section[] {
    return this.#slots.flatMap(({ section }) => section ?? []);
  }
}
